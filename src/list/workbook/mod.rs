//! Workbooks (XLSX, XLSB, XLS, ODS and its flat form): a sheet as rows, and the same workbook with some of its rows.

pub(super) mod compound;
pub(super) mod edit;
pub(super) mod flat;
pub(super) mod opendocument;
pub(super) mod read;
pub(super) mod swollen;
pub(super) mod write;

pub(super) use read::is_workbook;
