//! `presend schema`: the shapes of the JSON that presend writes.

use super::Exit;
use super::args::Schema;
use super::terminal::Terminal;
use presend::reason::sentence;
use presend::report::schemas::SCHEMAS;
use presend::report::text;

pub fn schema(wanted: &Schema, terminal: &Terminal) -> anyhow::Result<Exit> {
    super::format::no_files(&terminal.look.formats)?;
    let names = || SCHEMAS.iter().map(|schema| schema.name);
    let Some(name) = &wanted.name else {
        let list: String = names().map(|name| format!("{name}\n")).collect();
        terminal.print(&list)?;
        return Ok(Exit::Passed);
    };
    let Some(schema) = SCHEMAS.iter().find(|schema| schema.name == *name) else {
        let names = names().collect::<Vec<_>>().join(", ");
        anyhow::bail!(sentence!("schema-unknown", name = text::safe(name, 60), names = names));
    };
    terminal.print(schema.text)?;
    Ok(Exit::Passed)
}
