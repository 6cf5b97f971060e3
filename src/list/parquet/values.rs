//! The values of Parquet columns as text.
//!
//! Numbers are decimal, times are those of ISO 8601 (in UTC where only the name of a zone is known), bytes that are UTF-8 are text and
//! others hexadecimal, and what is nested looks like JSON with bare names. A null is empty. It must never write a
//! value that it does not understand: that is an error.

use crate::reason::{Sentence, sentence};
use arrow_array::cast::AsArray;
use arrow_array::timezone::Tz;
use arrow_array::types::*;
use arrow_array::{Array, ArrayRef, PrimitiveArray, downcast_dictionary_array};
use arrow_schema::{DataType, IntervalUnit, TimeUnit};
use std::fmt::{Debug, Write};

/// A column is of a type for which presend has no text.
fn unknown(kind: &DataType) -> Sentence {
    sentence!("parquet-error-type", kind = kind.to_string())
}

/// Writes the value of a row at the end of `text`.
pub(in crate::list) fn push_value(column: &dyn Array, row: usize, text: &mut String) -> Result<(), Sentence> {
    if column.is_null(row) {
        return Ok(());
    }
    /// The value of a primitive column.
    macro_rules! plain {
        ($kind:ty) => {
            column.as_primitive::<$kind>().value(row)
        };
    }
    // Writing to a string cannot fail.
    let _ = match column.data_type() {
        DataType::Null => Ok(()),
        DataType::Boolean => write!(text, "{}", column.as_boolean().value(row)),
        DataType::Int8 => write!(text, "{}", plain!(Int8Type)),
        DataType::Int16 => write!(text, "{}", plain!(Int16Type)),
        DataType::Int32 => write!(text, "{}", plain!(Int32Type)),
        DataType::Int64 => write!(text, "{}", plain!(Int64Type)),
        DataType::UInt8 => write!(text, "{}", plain!(UInt8Type)),
        DataType::UInt16 => write!(text, "{}", plain!(UInt16Type)),
        DataType::UInt32 => write!(text, "{}", plain!(UInt32Type)),
        DataType::UInt64 => write!(text, "{}", plain!(UInt64Type)),
        DataType::Float16 => write!(text, "{:?}", plain!(Float16Type).to_f32()),
        DataType::Float32 => write!(text, "{:?}", plain!(Float32Type)),
        DataType::Float64 => write!(text, "{:?}", plain!(Float64Type)),
        DataType::Decimal32(..) => write!(text, "{}", column.as_primitive::<Decimal32Type>().value_as_string(row)),
        DataType::Decimal64(..) => write!(text, "{}", column.as_primitive::<Decimal64Type>().value_as_string(row)),
        DataType::Decimal128(..) => write!(text, "{}", column.as_primitive::<Decimal128Type>().value_as_string(row)),
        DataType::Decimal256(..) => write!(text, "{}", column.as_primitive::<Decimal256Type>().value_as_string(row)),
        DataType::Utf8 => write!(text, "{}", column.as_string::<i32>().value(row)),
        DataType::LargeUtf8 => write!(text, "{}", column.as_string::<i64>().value(row)),
        DataType::Utf8View => write!(text, "{}", column.as_string_view().value(row)),
        DataType::Binary => push_bytes(column.as_binary::<i32>().value(row), text),
        DataType::LargeBinary => push_bytes(column.as_binary::<i64>().value(row), text),
        DataType::BinaryView => push_bytes(column.as_binary_view().value(row), text),
        DataType::FixedSizeBinary(_) => push_bytes(column.as_fixed_size_binary().value(row), text),
        DataType::Date32 => push_time(column.as_primitive::<Date32Type>().value_as_date(row), text),
        DataType::Date64 => push_time(column.as_primitive::<Date64Type>().value_as_date(row), text),
        DataType::Time32(TimeUnit::Second) => {
            push_time(column.as_primitive::<Time32SecondType>().value_as_time(row), text)
        }
        DataType::Time32(_) => push_time(column.as_primitive::<Time32MillisecondType>().value_as_time(row), text),
        DataType::Time64(TimeUnit::Microsecond) => {
            push_time(column.as_primitive::<Time64MicrosecondType>().value_as_time(row), text)
        }
        DataType::Time64(_) => push_time(column.as_primitive::<Time64NanosecondType>().value_as_time(row), text),
        DataType::Timestamp(unit, zone) => push_timestamp(column, row, *unit, zone.as_deref(), text),
        DataType::Duration(TimeUnit::Second) => write!(text, "{} s", plain!(DurationSecondType)),
        DataType::Duration(TimeUnit::Millisecond) => write!(text, "{} ms", plain!(DurationMillisecondType)),
        DataType::Duration(TimeUnit::Microsecond) => write!(text, "{} us", plain!(DurationMicrosecondType)),
        DataType::Duration(TimeUnit::Nanosecond) => write!(text, "{} ns", plain!(DurationNanosecondType)),
        DataType::Interval(IntervalUnit::YearMonth) => write!(text, "{} months", plain!(IntervalYearMonthType)),
        DataType::Interval(IntervalUnit::DayTime) => {
            let value = plain!(IntervalDayTimeType);
            write!(text, "{} days {} ms", value.days, value.milliseconds)
        }
        DataType::Interval(IntervalUnit::MonthDayNano) => {
            let value = plain!(IntervalMonthDayNanoType);
            write!(text, "{} months {} days {} ns", value.months, value.days, value.nanoseconds)
        }
        DataType::List(_) => return push_list(&column.as_list::<i32>().value(row), text),
        DataType::LargeList(_) => return push_list(&column.as_list::<i64>().value(row), text),
        DataType::ListView(_) => return push_list(&column.as_list_view::<i32>().value(row), text),
        DataType::LargeListView(_) => return push_list(&column.as_list_view::<i64>().value(row), text),
        DataType::FixedSizeList(..) => return push_list(&column.as_fixed_size_list().value(row), text),
        DataType::Struct(_) => return push_struct(column, row, text),
        DataType::Map(..) => return push_map(column, row, text),
        DataType::Dictionary(..) => {
            return downcast_dictionary_array!(
                column => match column.key(row) {
                    Some(key) => push_value(column.values(), key, text),
                    None => Ok(()),
                },
                other => Err(unknown(other))
            );
        }
        other => return Err(unknown(other)),
    };
    Ok(())
}

/// A day or a time of day; what lies beyond the calendar has no text.
fn push_time(time: Option<impl Debug>, text: &mut String) -> std::fmt::Result {
    time.map_or(Ok(()), |time| write!(text, "{time:?}"))
}

fn push_timestamp(
    column: &dyn Array,
    row: usize,
    unit: TimeUnit,
    zone: Option<&str>,
    text: &mut String,
) -> std::fmt::Result {
    fn push<T: ArrowTimestampType>(
        column: &PrimitiveArray<T>,
        row: usize,
        zone: Option<&str>,
        text: &mut String,
    ) -> std::fmt::Result {
        match zone.map(str::parse::<Tz>) {
            None => push_time(column.value_as_datetime(row), text),
            Some(Ok(zone)) => column
                .value_as_datetime_with_tz(row, zone)
                .map_or(Ok(()), |time| write!(text, "{:?}{}", time.naive_local(), time.offset())),
            // There is no table of zones at hand. The moment is the same in UTC.
            Some(Err(_)) => column.value_as_datetime(row).map_or(Ok(()), |time| write!(text, "{time:?}Z")),
        }
    }
    match unit {
        TimeUnit::Second => push(column.as_primitive::<TimestampSecondType>(), row, zone, text),
        TimeUnit::Millisecond => push(column.as_primitive::<TimestampMillisecondType>(), row, zone, text),
        TimeUnit::Microsecond => push(column.as_primitive::<TimestampMicrosecondType>(), row, zone, text),
        TimeUnit::Nanosecond => push(column.as_primitive::<TimestampNanosecondType>(), row, zone, text),
    }
}

fn push_bytes(bytes: &[u8], text: &mut String) -> std::fmt::Result {
    match std::str::from_utf8(bytes) {
        Ok(bytes) => text.write_str(bytes),
        Err(_) => bytes.iter().try_for_each(|byte| write!(text, "{byte:02x}")),
    }
}

/// A UUID as it is written (RFC 9562 §4).
pub(in crate::list) fn push_uuid(octets: &[u8], text: &mut String) {
    for (number, octet) in octets.iter().enumerate() {
        let _ = write!(text, "{}{octet:02x}", if matches!(number, 4 | 6 | 8 | 10) { "-" } else { "" });
    }
}

fn push_list(items: &ArrayRef, text: &mut String) -> Result<(), Sentence> {
    text.push('[');
    for item in 0..items.len() {
        if item > 0 {
            text.push_str(", ");
        }
        push_value(items, item, text)?;
    }
    text.push(']');
    Ok(())
}

fn push_struct(column: &dyn Array, row: usize, text: &mut String) -> Result<(), Sentence> {
    let column = column.as_struct();
    text.push('{');
    for (number, (name, field)) in column.column_names().into_iter().zip(column.columns()).enumerate() {
        let _ = write!(text, "{}{name}: ", if number > 0 { ", " } else { "" });
        push_value(field, row, text)?;
    }
    text.push('}');
    Ok(())
}

fn push_map(column: &dyn Array, row: usize, text: &mut String) -> Result<(), Sentence> {
    let entries = column.as_map().value(row);
    text.push('{');
    for entry in 0..entries.len() {
        text.push_str(if entry > 0 { ", " } else { "" });
        push_value(entries.column(0), entry, text)?;
        text.push_str(": ");
        push_value(entries.column(1), entry, text)?;
    }
    text.push('}');
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow_array::builder::{ListBuilder, MapBuilder, StringBuilder};
    use arrow_array::{
        BinaryArray, Date32Array, Decimal128Array, DictionaryArray, Float64Array, Int64Array, StringArray, StructArray,
        Time64MicrosecondArray, TimestampMillisecondArray,
    };
    use arrow_schema::Field;
    use std::sync::Arc;

    fn text(column: &dyn Array) -> Vec<String> {
        let value = |row| {
            let mut text = String::new();
            push_value(column, row, &mut text).map(|()| text)
        };
        (0..column.len()).map(|row| value(row).expect("a type with a text")).collect()
    }

    #[test]
    fn plain_values_are_written_as_people_write_them() {
        assert_eq!(text(&Int64Array::from(vec![Some(-7), None])), ["-7", ""]);
        assert_eq!(text(&Float64Array::from(vec![1.0, 0.1, 1e20])), ["1.0", "0.1", "1e20"]);
        let decimal = Decimal128Array::from(vec![12_345, -5]).with_precision_and_scale(10, 2).expect("a decimal");
        assert_eq!(text(&decimal), ["123.45", "-0.05"]);
        assert_eq!(text(&BinaryArray::from(vec![&b"ann@example.com"[..], b"\xff\x00"])), ["ann@example.com", "ff00"]);
    }

    #[test]
    fn times_are_iso_8601() {
        assert_eq!(text(&Date32Array::from(vec![19_000])), ["2022-01-08"]);
        assert_eq!(text(&Time64MicrosecondArray::from(vec![3_600_000_001])), ["01:00:00.000001"]);
        let moment = || TimestampMillisecondArray::from(vec![1_700_000_000_500]);
        assert_eq!(text(&moment()), ["2023-11-14T22:13:20.500"]);
        assert_eq!(text(&moment().with_timezone("+02:00")), ["2023-11-15T00:13:20.500+02:00"]);
        assert_eq!(text(&moment().with_timezone("Europe/Berlin")), ["2023-11-14T22:13:20.500Z"]);
    }

    #[test]
    fn nested_values_are_written_out() {
        let mut list = ListBuilder::new(StringBuilder::new());
        list.append_value([Some("a"), None]);
        list.append_null();
        assert_eq!(text(&list.finish()), ["[a, ]", ""]);
        let mut map = MapBuilder::new(None, StringBuilder::new(), StringBuilder::new());
        map.keys().append_value("k");
        map.values().append_value("v");
        map.append(true).expect("an entry");
        assert_eq!(text(&map.finish()), ["{k: v}"]);
        let field = |name, kind| Arc::new(Field::new(name, kind, true));
        let record = StructArray::from(vec![
            (field("n", DataType::Int64), Arc::new(Int64Array::from(vec![1])) as ArrayRef),
            (field("t", DataType::Utf8), Arc::new(StringArray::from(vec!["x"])) as ArrayRef),
        ]);
        assert_eq!(text(&record), ["{n: 1, t: x}"]);
        let categories: DictionaryArray<Int8Type> = vec![Some("a"), None, Some("a")].into_iter().collect();
        assert_eq!(text(&categories), ["a", "", "a"]);
    }
}
