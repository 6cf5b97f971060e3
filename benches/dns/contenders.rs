//! The contenders, each run as a process, and the table of what each took.

use super::Wishes;
use super::world::{name, verdict, write_lists};
use hickory_resolver::TokioResolver;
use hickory_resolver::config::{NameServerConfig, ResolverConfig};
use hickory_resolver::net::runtime::TokioRuntimeProvider;
use hickory_resolver::proto::rr::RecordType;
use std::collections::HashMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Instant;

/// What a contender took.
struct Took {
    seconds: f64,
    cpu_seconds: f64,
    peak_mb: f64,
    /// Where it tells them itself.
    queries: Option<u64>,
    wrong: Option<u64>,
}

/// A responder in a process of its own.
struct Server {
    child: Child,
    addr: SocketAddr,
}

impl Server {
    fn start(words: &[String]) -> Server {
        let mut child = Command::new(std::env::current_exe().expect("this program"))
            .arg("serve")
            .args(words)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a responder");
        let mut line = String::new();
        let mut output = BufReader::new(child.stdout.take().expect("its output"));
        output.read_line(&mut line).expect("its address");
        child.stdout = Some(output.into_inner());
        Server { child, addr: line.trim().parse().expect("an address") }
    }

    /// Ends it, and tells how many queries came.
    fn end(mut self) -> u64 {
        drop(self.child.stdin.take());
        let output = self.child.wait_with_output().expect("its count");
        String::from_utf8_lossy(&output.stdout).trim().parse().unwrap_or_default()
    }
}

/// Runs all contenders and prints the table.
pub fn compare(words: &[String], wishes: &Wishes) {
    let names = wishes.number("names", 500_000.0) as u64;
    let folder = tempfile::tempdir().expect("a folder");
    write_lists(folder.path(), names).expect("the lists");
    let concurrency = wishes.number("concurrency", 500.0) as u64;
    println!("{names} names, {}", words.join(" "));
    println!(
        "{:<12} {:>9} {:>12} {:>10} {:>10} {:>8} {:>7}",
        "", "seconds", "domains/s", "us CPU/dom", "queries/d", "peak MB", "wrong"
    );
    let only = wishes.word("only");
    for contender in ["presend", "hickory", "massdns", "dnsperf"] {
        if only.is_some_and(|only| !only.split(',').any(|one| one == contender)) {
            continue;
        }
        let server = Server::start(words);
        let mut took = vec![run(contender, server.addr, folder.path(), names, concurrency, wishes)];
        if contender == "presend" && wishes.word("cache").is_some() {
            took.push(run(contender, server.addr, folder.path(), names, concurrency, wishes));
        }
        let queries = server.end();
        for (took, label) in took.into_iter().zip([contender, "once more"]) {
            let Some(took) = took else {
                println!("{contender:<12} not found on this machine");
                continue;
            };
            println!(
                "{label:<12} {:>9.2} {:>12.0} {:>10.2} {:>10.3} {:>8.1} {:>7}",
                took.seconds,
                names as f64 / took.seconds,
                took.cpu_seconds * 1e6 / names as f64,
                took.queries.unwrap_or(queries) as f64 / names as f64,
                took.peak_mb,
                took.wrong.map_or("-".to_owned(), |wrong| wrong.to_string())
            );
        }
    }
}

fn run(
    contender: &str,
    server: SocketAddr,
    folder: &Path,
    names: u64,
    concurrency: u64,
    wishes: &Wishes,
) -> Option<Took> {
    let here = |name: &str| folder.join(name).display().to_string();
    let out = here("out");
    let mut command = match contender {
        "presend" => {
            let _ = fs::remove_dir_all(&out);
            let mut command = Command::new(env!("CARGO_BIN_EXE_presend"));
            command.args(["clean", &here("list.csv"), "-o", &out, "--dns", &server.to_string(), "--no-progress"]);
            command.args(wishes.word("concurrency").map(|questions| format!("--concurrency={questions}")));
            let cache = here("cache.sqlite");
            command.args(if wishes.word("cache").is_some() { vec!["--cache", &cache] } else { vec!["--no-cache"] });
            command.args(wishes.word("rate").map(|rate| format!("--rate={rate}")));
            command.args(wishes.word("timeout").map(|timeout| format!("--timeout={timeout}")));
            command.args(["-v"]).stderr(if wishes.word("verbose").is_some() {
                Stdio::inherit()
            } else {
                Stdio::null()
            });
            command
        }
        "hickory" => {
            let mut command = Command::new(std::env::current_exe().expect("this program"));
            command.args(["hickory", &format!("server={server}"), &format!("names={names}")]);
            command.arg(format!("concurrency={concurrency}"));
            command
        }
        "massdns" => {
            fs::write(folder.join("resolvers.txt"), format!("{server}\n")).expect("a list of resolvers");
            let mut command = Command::new("massdns");
            command.args(["-r", &here("resolvers.txt"), "-t", "MX", "-o", "S", "-w", &here("massdns.txt"), "-q"]);
            command.args(["-s", &concurrency.to_string(), &here("names.txt")]);
            command
        }
        _ => {
            let mut command = Command::new("dnsperf");
            command.args([
                "-s",
                &server.ip().to_string(),
                "-p",
                &server.port().to_string(),
                "-d",
                &here("queries.txt"),
            ]);
            command.args(["-n", "1", "-q", &concurrency.to_string()]);
            command
        }
    };
    let output = fs::File::create(folder.join("output.txt")).expect("a file");
    let began = Instant::now();
    let child = command.stdout(output).spawn().ok()?;
    let (cpu_seconds, peak_mb) = wait(child);
    let seconds = began.elapsed().as_secs_f64();
    let wrong = (contender == "presend").then(|| wrong_outcomes(Path::new(&out), names, wishes));
    let queries = (contender == "presend").then(|| queries_of(Path::new(&out))).flatten();
    let said = fs::read_to_string(folder.join("output.txt")).unwrap_or_default();
    let wrong = wrong.or_else(|| said.lines().find_map(|line| line.strip_prefix("wrong ")?.parse().ok()));
    Some(Took { seconds, cpu_seconds, peak_mb, queries, wrong })
}

/// Waits for a process, and tells its CPU time in seconds and its peak memory in MB, as the system counts them while it
/// runs: the last look is at most ten milliseconds old.
fn wait(mut child: Child) -> (f64, f64) {
    let folder = format!("/proc/{}", child.id());
    let (mut cpu, mut peak) = (0.0, 0.0);
    loop {
        if let Ok(stat) = fs::read_to_string(format!("{folder}/stat")) {
            let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
            let ticks: f64 = [11, 12].iter().filter_map(|&i| fields.get(i)?.parse::<f64>().ok()).sum();
            cpu = ticks / 100.0;
        }
        if let Ok(status) = fs::read_to_string(format!("{folder}/status"))
            && let Some(line) = status.lines().find(|line| line.starts_with("VmHWM:"))
        {
            peak = line.split_whitespace().nth(1).and_then(|kb| kb.parse::<f64>().ok()).unwrap_or(peak) / 1024.0;
        }
        if child.try_wait().ok().flatten().is_some() {
            return (cpu, peak);
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
}

/// The questions that presend says it sent.
fn queries_of(out: &Path) -> Option<u64> {
    let summary: serde_json::Value = serde_json::from_str(&fs::read_to_string(out.join("summary.json")).ok()?).ok()?;
    summary["dns"]["queries"].as_u64()
}

/// Rows of presend's four lists whose verdict is not what is true, and rows that are missing.
fn wrong_outcomes(out: &Path, names: u64, wishes: &Wishes) -> u64 {
    let trouble = wishes.trouble();
    let mut wrong = 0;
    let mut rows = 0;
    let mut kinds: HashMap<(&str, &str), u64> = HashMap::new();
    for (file, given) in
        [("clean.csv", "ok"), ("review.csv", "review"), ("rejected.csv", "reject"), ("retry.csv", "unknown")]
    {
        let Ok(list) = fs::read_to_string(out.join(file)) else { continue };
        for row in list.lines().skip(1) {
            rows += 1;
            let domain = row.split(',').nth(2).and_then(|address| address.split('@').nth(1)).unwrap_or_default();
            let truth = verdict(domain, trouble);
            // A real-looking name may be near a provider's, and is then for review.
            if truth != given && !(truth == "ok" && given == "review" && row.contains("typo.")) {
                wrong += 1;
                *kinds.entry((truth, given)).or_default() += 1;
            }
        }
    }
    if wrong > 0 {
        eprintln!("wrong (truth, given): {kinds:?}");
    }
    wrong + names.abs_diff(rows)
}

/// The rival: hickory-resolver with so many questions at a time.
pub fn hickory(wishes: &Wishes) {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let server: SocketAddr = wishes.word("server").expect("server=").parse().expect("an address");
    let names = wishes.number("names", 1000.0) as u64;
    let concurrency = wishes.number("concurrency", 500.0) as u64;
    let wrong = runtime.block_on(async move {
        let mut config = NameServerConfig::udp(server.ip());
        config.connections.iter_mut().for_each(|connection| connection.port = server.port());
        let config = ResolverConfig::from_parts(None, vec![], vec![config]);
        let mut builder = TokioResolver::builder_with_config(config, TokioRuntimeProvider::default());
        builder.options_mut().cache_size = 0;
        let resolver = builder.build().expect("a resolver");
        let tasks = (0..concurrency).map(|first| {
            let resolver = resolver.clone();
            tokio::spawn(async move {
                let mut wrong = 0u64;
                for number in (first..names).step_by(concurrency as usize) {
                    let name = name(number);
                    let found = resolver.lookup(format!("{name}."), RecordType::MX).await;
                    let expected = super::world::fate(name.as_bytes());
                    let has_mx = matches!(
                        expected,
                        super::world::Fate::Mx(_) | super::world::Fate::NullMx | super::world::Fate::Alias
                    );
                    let right = match found {
                        Ok(_) => has_mx,
                        Err(error) => !has_mx && error.is_no_records_found(),
                    };
                    wrong += u64::from(!right);
                }
                wrong
            })
        });
        let mut wrong = 0;
        for task in tasks.collect::<Vec<_>>() {
            wrong += task.await.expect("a count");
        }
        wrong
    });
    println!("wrong {wrong}");
}
