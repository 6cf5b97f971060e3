//! Records of every type that a Parquet file can hold, before and after `clean`, as another reader sees them: Arrow's own, in Python.

use crate::support::command::Desk;
use crate::support::python::{package, python};
use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::cast::AsArray;
use arrow_array::{ArrayRef, RecordBatch};
use bytes::Bytes;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::sync::Arc;

/// Writes files with a column of each type, as several programs write them.
const WRITE: &str = r#"
import datetime as dt, decimal, os, sys
import pyarrow as pa, pyarrow.parquet as pq
N = 60
def some(value): return [None if n % 7 == 3 else value(n) for n in range(N)]
def array(value, kind=None): return pa.array(some(value), kind)
columns = {}
for name in ['int8', 'int16', 'int32', 'int64', 'uint8', 'uint16', 'uint32', 'uint64']:
    kind = getattr(pa, name)()
    bits = kind.bit_width
    low, high = (0, (1 << bits) - 1) if name[0] == 'u' else (-(1 << bits - 1), (1 << bits - 1) - 1)
    columns[name] = array(lambda n: [low, high, n][n % 3], kind)
inf, nan = float('inf'), float('nan')
columns['float16'] = array(lambda n: [1.5, inf, nan, -0.0][n % 4], pa.float16())
columns['float32'] = array(lambda n: [1.5, -inf, nan, 0.1][n % 4], pa.float32())
columns['float64'] = array(lambda n: [0.1, 1e300, nan, 5e-324][n % 4], pa.float64())
columns['bool'] = array(lambda n: n % 2 == 0)
for bits, digits, scale in [(32, 7, 2), (64, 16, 3), (128, 38, 10), (256, 60, 20)]:
    kind = getattr(pa, f'decimal{bits}')(digits, scale)
    columns[f'decimal{bits}'] = array(lambda n: decimal.Decimal(n * 37 - 100).scaleb(-scale), kind)
columns['date32'] = array(lambda n: dt.date(1969, 12, 1) + dt.timedelta(n), pa.date32())
columns['date64'] = array(lambda n: dt.date(2024, 1, 1) + dt.timedelta(n), pa.date64())
for unit, a_second in [('s', 1), ('ms', 10**3), ('us', 10**6), ('ns', 10**9)]:
    time = pa.time32(unit) if a_second <= 1000 else pa.time64(unit)
    columns[f'time_{unit}'] = array(lambda n: n * 1001, time)
    for zone in [None, 'UTC', 'Europe/Berlin', '+05:30']:
        moment = lambda n: 1_700_000_000 * a_second + n * (86400 * a_second * 31 + 1)
        columns[f'timestamp_{unit}_{zone}'] = array(moment, pa.timestamp(unit, zone))
    columns[f'duration_{unit}'] = array(lambda n: n * 1001, pa.duration(unit))
octets = lambda n: bytes([n, 255, 0]) * 5
columns['binary'] = array(octets, pa.binary())
columns['large_binary'] = array(octets, pa.large_binary())
columns['binary_view'] = array(octets, pa.binary_view())
columns['fixed_binary'] = array(octets, pa.binary(15))
columns['uuid'] = array(lambda n: bytes([n] * 16), pa.uuid())
columns['large_string'] = array(lambda n: f'text, "{n}"\n', pa.large_string())
columns['string_view'] = array(lambda n: f'text {n}' * 3, pa.string_view())
columns['json'] = array(lambda n: '{"a":1}', pa.json_())
places = lambda kind: array(lambda n: n % 3, kind)
columns['dictionary'] = array(lambda n: f'k{n % 3}').dictionary_encode()
columns['ordered'] = pa.DictionaryArray.from_arrays(places(pa.int8()), ['low', 'mid', 'high'], ordered=True)
columns['dictionary_int'] = pa.DictionaryArray.from_arrays(places(pa.uint16()), pa.array([10, 20, 30], pa.int64()))
columns['list'] = array(lambda n: [1, None, n][:n % 4], pa.list_(pa.int32()))
columns['large_list'] = array(lambda n: ['a', None][:n % 3], pa.large_list(pa.string()))
columns['list_view'] = array(lambda n: [1, None, n][:n % 4], pa.list_view(pa.int32()))
columns['fixed_list'] = array(lambda n: [n, None], pa.list_(pa.int16(), 2))
columns['list_list'] = array(lambda n: [[n], [], None], pa.list_(pa.list_(pa.int32())))
inner = pa.struct([('c', pa.string()), ('t', pa.timestamp('us', 'UTC'))])
columns['struct'] = array(lambda n: {'a': n, 'b': {'c': f'x{n}', 't': n} if n % 2 else None}, pa.struct([('a', pa.int64()), ('b', inner)]))
columns['list_struct'] = array(lambda n: [{'a': n}, None], pa.list_(pa.struct([('a', pa.int8())])))
columns['map'] = array(lambda n: [('k', n), ('l', None)], pa.map_(pa.string(), pa.int32()))
columns['null'] = pa.nulls(N)
emails = [None if n == 5 else ['ann%d@gmail.com', 'Bob <bob%d@gmail.com>', 'broken%d@'][n % 3] % n for n in range(N)]
fields = [pa.field('id', pa.int32(), nullable=False), pa.field('email', pa.string(), metadata={'personal': 'yes'})]
fields += [pa.field(name, column.type, metadata={'about': name}) for name, column in columns.items()]
spark = '{"type":"struct","fields":[{"name":"id","type":"integer","nullable":false,"metadata":{}}]}'
about = {'owner': 'Müller', 'org.apache.spark.sql.parquet.row.metadata': spark}
table = pa.table([pa.array(range(N), pa.int32()), pa.array(emails), *columns.values()], pa.schema(fields, metadata=about))
for name, how in {
    'arrow': {},
    'groups': {'row_group_size': 7, 'compression': 'zstd', 'data_page_version': '2.0'},
    'bare': {'store_schema': False, 'use_dictionary': False, 'store_decimal_as_integer': True},
    'spark': {'use_deprecated_int96_timestamps': True, 'compression': 'gzip'},
}.items():
    pq.write_table(table, os.path.join(sys.argv[1], name + '.parquet'), **how)
"#;

/// Compares the records of the results with those of the list: types, stored types, values and metadata.
const COMPARE: &str = r#"
import glob, json, os, sys
import pyarrow as pa, pyarrow.parquet as pq
list_, results = sys.argv[1:]
SPARK = b'org.apache.spark.sql.parquet.row.metadata'
def stored(file):
    columns = [file.schema.column(n) for n in range(len(file.schema))]
    return [(c.path, c.physical_type, str(c.logical_type), c.converted_type, c.length, c.precision, c.scale,
             c.max_definition_level, c.max_repetition_level) for c in columns]
def plain(column):
    # Python's own times have no nanoseconds.
    return column.cast(pa.int64()) if getattr(column.type, 'unit', '') == 'ns' else column
before, seen = pq.read_table(list_), []
for name in glob.glob(os.path.join(results, '*.parquet')):
    after = pq.read_table(name)
    assert after.column_names[-3:] == ['presend_verdict', 'presend_codes', 'presend_suggestion'], after.column_names
    assert all(str(kind) == 'string' for kind in after.schema.types[-3:])
    own = after.select(after.column_names[:-3])
    of = lambda table: {key: value for key, value in (table.schema.metadata or {}).items() if key != SPARK}
    assert of(own) == of(before), (of(own), of(before))
    described = json.loads(after.schema.metadata[SPARK])['fields'] if after.schema.metadata else []
    assert [field['name'] for field in described][1:] == after.column_names[-3:] * bool(described), described
    for old, new in zip(before.schema, own.schema, strict=True):
        assert new.equals(old, check_metadata=True), (new, new.metadata, old, old.metadata)
    old, new = stored(pq.ParquetFile(list_)), stored(pq.ParquetFile(name))
    assert old == new[:-3], [pair for pair in zip(old, new) if pair[0] != pair[1]]
    ids = own['id'].to_pylist()
    seen += ids
    for column in own.column_names[2:]:
        old, new = plain(before[column]), plain(own[column])
        for row, id_ in enumerate(ids):
            assert str(old[id_]) == str(new[row]), (column, id_, old[id_], new[row])
    for row, id_ in enumerate(ids):
        email, meant = own['email'][row].as_py(), before['email'][id_].as_py()
        assert email == (meant and meant.removeprefix('Bob <').removesuffix('>')), (id_, email, meant)
assert sorted(seen) == list(range(before.num_rows)), sorted(seen)
print(len(seen), before.num_columns)
"#;

#[test]
fn every_type_comes_out_equal_and_is_stored_as_it_was() {
    let Some(folder) = package("pyarrow") else { return };
    let desk = Desk::new();
    python(&folder, WRITE, &[&desk.path(".")]);
    for name in ["arrow", "groups", "bare", "spark"] {
        let list = format!("{name}.parquet");
        for out in [name.to_owned(), format!("{name}-again")] {
            let ran = desk.run(&["clean", &list, "--offline", "--fix", "safe", "-o", &out]);
            assert_eq!(ran.exit, 0, "{name}: {}", ran.stderr);
        }
        assert_eq!(python(&folder, COMPARE, &[&desk.path(&list), &desk.path(name)]).trim(), "60 64", "{name}");
    }
    // Results again: the added columns are replaced.
    let ran = desk.run(&["clean", "arrow/rejected.parquet", "--offline", "-o", "again"]);
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    let names = "import sys, pyarrow.parquet as pq; print(*pq.read_table(sys.argv[1]).column_names[-4:])";
    let names = python(&folder, names, &[&desk.path("again/rejected.parquet")]);
    assert_eq!(names.trim(), "null presend_verdict presend_codes presend_suggestion");
}

/// Each way in which the pages of a file can be packed.
#[test]
fn pages_are_unpacked_however_they_were_packed_and_come_out_readable() {
    let Some(folder) = package("pyarrow") else { return };
    let desk = Desk::new();
    let write = "import os, sys, pyarrow as pa, pyarrow.parquet as pq\n\
        rows = pa.table({'id': list(range(500)), 'email': [f' user{n}@gmail.com' for n in range(500)], 'note': ['the same'] * 500})\n\
        for how in ['none', 'snappy', 'gzip', 'zstd', 'brotli', 'lz4']:\n\
        \tfor version in ['1.0', '2.0']: pq.write_table(rows, os.path.join(sys.argv[1], how + version + '.parquet'), compression=how, data_page_version=version)\n\
        big = pa.table({'email': ['ann@gmail.com', 'bob@gmail.com'], 'note': ['x' * (1 << 27), '']})\n\
        for how in ['zstd', 'brotli']: pq.write_table(big, os.path.join(sys.argv[1], how + '-bomb.parquet'), compression=how, use_dictionary=False)";
    python(&folder, write, &[&desk.path(".")]);
    let read = "import sys, pyarrow.parquet as pq; t = pq.read_table(sys.argv[1]); print(t.num_rows, *t['email'].to_pylist()[:2], t['note'][7])";
    for how in ["none", "snappy", "gzip", "zstd", "brotli", "lz4"] {
        for version in ["1.0", "2.0"] {
            let list = format!("{how}{version}.parquet");
            let ran = desk.run(&["clean", &list, "--offline", "-o", &format!("{list}-out")]);
            assert_eq!(ran.exit, 0, "{list}: {}", ran.stderr);
            let seen = python(&folder, read, &[&desk.path(&format!("{list}-out/clean.parquet"))]);
            assert_eq!(seen.trim(), "500 user0@gmail.com user1@gmail.com the same", "{list}");
        }
    }
    for how in ["zstd", "brotli"] {
        let ran = desk.run(&["gate", &format!("{how}-bomb.parquet"), "--offline"]);
        assert_eq!(ran.exit, 2, "{how}: {}", ran.stderr);
        assert!(ran.stderr.contains("unpacks to far more than its size"), "{how}: {}", ran.stderr);
    }
}

#[test]
fn in_text_every_type_is_readable_and_moments_have_their_zone() {
    let Some(folder) = package("pyarrow") else { return };
    let desk = Desk::new();
    python(&folder, WRITE, &[&desk.path(".")]);
    let ran = desk.run(&["clean", "arrow.parquet", "--offline", "--to", "jsonl", "-o", "out"]);
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    let text = String::from_utf8(desk.files("out")["clean.jsonl"].clone()).expect("text");
    let first: serde_json::Value = serde_json::from_str(text.lines().next().expect("a record")).expect("JSON");
    assert_eq!(first["id"], "0");
    for (name, expected) in [
        ("int8", "-128"),
        ("uint64", "0"),
        ("float16", "1.5"),
        ("float64", "0.1"),
        ("bool", "true"),
        ("decimal32", "-1.00"),
        ("decimal256", "-0.00000000000000000100"),
        ("date32", "1969-12-01"),
        ("date64", "2024-01-01"),
        ("time_ms", "00:00:00"),
        ("timestamp_us_None", "2023-11-14T22:13:20"),
        ("timestamp_us_UTC", "2023-11-14T22:13:20Z"),
        ("timestamp_ns_Europe/Berlin", "2023-11-14T22:13:20Z"),
        ("timestamp_ms_+05:30", "2023-11-15T03:43:20+05:30"),
        ("duration_ns", "0 ns"),
        ("fixed_binary", "00ff0000ff0000ff0000ff0000ff00"),
        ("uuid", "00000000-0000-0000-0000-000000000000"),
        ("large_string", "text, \"0\" "),
        ("dictionary", "k0"),
        ("ordered", "low"),
        ("dictionary_int", "10"),
        ("list_view", "[]"),
        ("fixed_list", "[0, ]"),
        ("list_list", "[[0], [], ]"),
        ("struct", "{a: 0, b: }"),
        ("map", "{k: 0, l: }"),
        ("null", ""),
    ] {
        assert_eq!(first[name], expected, "{name}");
    }
    let ran = desk.run(&["clean", "arrow.parquet", "--offline", "--to", "csv", "-o", "csv"]);
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    let text = String::from_utf8(desk.files("csv")["clean.csv"].clone()).expect("text");
    assert!(text.contains(",2023-11-15T03:43:20+05:30,"), "{text}");
}

#[test]
fn a_column_of_lists_keeps_its_lists() {
    let mut lists = ListBuilder::new(StringBuilder::new());
    for list in [&["a@web.de"][..], &["b@web.de", "c@web.de"], &[], &["<d@web.de>"], &["e@@web.de"]] {
        list.iter().for_each(|text| lists.values().append_value(text));
        lists.append(true);
    }
    let batch = RecordBatch::try_from_iter([("emails", Arc::new(lists.finish()) as ArrayRef)]).expect("a batch");
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), None).expect("a writer");
    writer.write(&batch).expect("room");
    writer.close().expect("room");
    let desk = Desk::new();
    desk.put("list.parquet", bytes);
    for more in [&[][..], &["--split"]] {
        let ran = desk.run(&[&["clean", "list.parquet", "--offline", "--force", "-o", "out"], more].concat());
        assert_eq!(ran.exit, 0, "{}", ran.stderr);
        let files = desk.files("out");
        for (name, lists, verdict) in [
            ("clean.parquet", &["[a@web.de]", "[<d@web.de>]"][..], "ok"),
            ("review.parquet", &["[b@web.de, c@web.de]"], "review"),
            ("rejected.parquet", &["[]", "[e@@web.de]"], "reject"),
        ] {
            let file = Bytes::from(files[name].clone());
            let reader = ParquetRecordBatchReaderBuilder::try_new(file).expect("a file").build().expect("a reader");
            let mut seen = Vec::new();
            for batch in reader {
                let batch = batch.expect("a batch");
                for row in 0..batch.num_rows() {
                    let texts = batch.column(0).as_list::<i32>().value(row);
                    let texts: Vec<&str> = texts.as_string::<i32>().iter().flatten().collect();
                    seen.push(format!("[{}]", texts.join(", ")));
                    assert_eq!(batch.column(1).as_string::<i32>().value(row), verdict);
                }
            }
            assert_eq!(seen, lists, "{name}");
        }
    }
}
