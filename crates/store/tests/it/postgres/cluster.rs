//! A PostgreSQL of our own: made in a temporary folder, on a private socket, gone when the tests are. No server that
//! runs on the machine is touched.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, chown};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// The role that owns the tables, and the one that serves.
pub(crate) const OWNER: &str = "assay_owner";
pub(crate) const SERVING: &str = "assay_serving";
const TEMPLATE: &str = "assay_template";

/// A cluster and the process that ends it when we end, however we do.
pub(crate) struct Cluster {
    bin: PathBuf,
    folder: PathBuf,
    // Its standard input closes with this process; that is what it waits for.
    _keeper: Child,
}

/// Says it past the capture of the test runner: whoever runs the tests has to see it, also of a test that passes.
pub(crate) fn aloud(text: &str) {
    let mut stderr = std::io::stderr();
    writeln!(stderr, "{text}").unwrap();
}

/// Where Debian puts the programs of the newest version there is.
fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").ok()?.filter_map(Result::ok);
    let number = |path: &Path| path.file_name()?.to_str()?.parse::<u32>().ok().filter(|n| *n >= 15);
    let newest = versions.map(|v| v.path()).filter(|v| v.join("bin/initdb").exists()).filter(|v| number(v).is_some());
    newest.max_by_key(|v| number(v)).map(|v| v.join("bin"))
}

fn output(command: &mut Command) -> String {
    let Output { status, stdout, stderr } = command.output().unwrap();
    assert!(status.success(), "{command:?}: {}", String::from_utf8_lossy(&stderr));
    String::from_utf8(stdout).unwrap().trim().to_owned()
}

fn id(what: &str, of: Option<&str>) -> u32 {
    output(Command::new("id").arg(what).args(of)).parse().unwrap()
}

impl Cluster {
    /// The one that most tests share. Nothing where PostgreSQL is not installed.
    pub(crate) fn shared() -> Option<&'static Self> {
        static SHARED: OnceLock<Option<Cluster>> = OnceLock::new();
        SHARED.get_or_init(|| Self::start("shared", "fsync = off")).as_ref()
    }

    /// A cluster of one's own, with more settings, migrated.
    pub(crate) fn start(name: &str, settings: &str) -> Option<Self> {
        let cluster = Self::make(name, settings, |cluster, data| {
            cluster
                .program("initdb", &["-N", "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-locale", "-D", data]);
        })?;
        for role in [OWNER, SERVING] {
            cluster.sql("postgres", "postgres", &format!("CREATE ROLE {role} LOGIN"));
        }
        cluster.sql("postgres", "postgres", &format!("CREATE DATABASE {TEMPLATE} OWNER {OWNER}"));
        assay_store::postgres::migrate(&cluster.url(OWNER, TEMPLATE), SERVING).unwrap();
        Some(cluster)
    }

    /// A standby of another cluster, which has to allow it.
    pub(crate) fn standby(name: &str, of: &Self) -> Self {
        let primary = format!("host={} user=postgres application_name={name}", of.folder.display());
        let made = Self::make(name, "", |cluster, data| {
            cluster.program("pg_basebackup", &["-d", &primary, "-D", data, "-R", "-X", "stream", "-c", "fast"]);
        });
        made.unwrap()
    }

    fn make(name: &str, settings: &str, fill: impl FnOnce(&Self, &str)) -> Option<Self> {
        let Some(bin) = programs() else {
            aloud("SKIPPED: PostgreSQL 15 or newer is not installed (no initdb under /usr/lib/postgresql)");
            return None;
        };
        static COUNTER: AtomicU32 = AtomicU32::new(0);
        let number = COUNTER.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("assay-{name}-{}-{number}", std::process::id()));
        fs::DirBuilder::new().mode(0o700).create(&folder).unwrap();
        if id("-u", None) == 0 {
            chown(&folder, Some(id("-u", Some("nobody"))), Some(id("-g", Some("nobody")))).unwrap();
        }
        let keeper = keeper(&bin, &folder);
        let cluster = Self { bin, folder, _keeper: keeper };
        fill(&cluster, &cluster.data());
        let socket = cluster.folder.display();
        let common = format!(
            "listen_addresses = ''\nunix_socket_directories = '{socket}'\nmax_connections = 200\n\
             shared_buffers = 32MB\nautovacuum_naptime = 5s\n{settings}\n"
        );
        // Written by the one who owns the folder, since nobody else may.
        let conf = format!("{}/postgresql.conf", cluster.data());
        let mut write = cluster.unprivileged("sh");
        output(write.args(["-c", "printf '%s' \"$1\" >> \"$2\"", "sh", &common, &conf]));
        cluster.up();
        Some(cluster)
    }

    fn data(&self) -> String {
        self.folder.join("data").display().to_string()
    }

    /// A command as somebody PostgreSQL runs for: it refuses root.
    fn unprivileged(&self, program: &str) -> Command {
        let mut command = if id("-u", None) == 0 {
            let mut command = Command::new("setpriv");
            command.args(["--reuid", "nobody", "--regid", "nogroup", "--clear-groups", "--", program]);
            command
        } else {
            Command::new(program)
        };
        command.current_dir(&self.folder).env("HOME", &self.folder).stdin(Stdio::null());
        command
    }

    pub(crate) fn program(&self, name: &str, arguments: &[&str]) -> String {
        output(self.unprivileged(&self.bin.join(name).display().to_string()).args(arguments))
    }

    pub(crate) fn up(&self) {
        let log = self.folder.join("log").display().to_string();
        self.program("pg_ctl", &["-w", "-s", "-D", &self.data(), "-l", &log, "start"]);
    }

    /// Stops it as a power cut would stop its processes.
    pub(crate) fn crash(&self) {
        self.program("pg_ctl", &["-w", "-s", "-D", &self.data(), "-m", "immediate", "stop"]);
    }

    pub(crate) fn promote(&self) {
        self.program("pg_ctl", &["-w", "-s", "-D", &self.data(), "promote"]);
    }

    /// Sends a signal to a process of ours.
    pub(crate) fn signal(&self, signal: &str, process: &str) {
        // It may have ended by itself meanwhile.
        let _ = self.unprivileged("kill").args([signal, process]).output();
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(crate) fn url(&self, role: &str, database: &str) -> String {
        format!("host={} user={role} dbname={database}", self.folder.display())
    }

    fn psql(&self, role: &str, database: &str, sql: &str) -> Output {
        let mut psql = Command::new(self.bin.join("psql"));
        psql.args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h"]).arg(&self.folder);
        psql.args(["-U", role, "-d", database, "-c", sql]).output().unwrap()
    }

    /// Answers and notices alike.
    pub(crate) fn everything_said(&self, role: &str, database: &str, sql: &str) -> String {
        let Output { stdout, stderr, .. } = self.psql(role, database, sql);
        String::from_utf8([stdout, stderr].concat()).unwrap()
    }

    /// What anybody with psql would be answered, or refused.
    pub(crate) fn try_sql(&self, role: &str, database: &str, sql: &str) -> Result<String, String> {
        let Output { status, stdout, stderr } = self.psql(role, database, sql);
        let said = String::from_utf8(if status.success() { stdout } else { stderr }).unwrap().trim().to_owned();
        if status.success() { Ok(said) } else { Err(said) }
    }

    pub(crate) fn sql(&self, role: &str, database: &str, sql: &str) -> String {
        self.try_sql(role, database, sql).unwrap_or_else(|e| panic!("{sql}: {e}"))
    }

    /// A database as a migration leaves it, by its name.
    pub(crate) fn database(&self) -> String {
        static COUNTER: AtomicU32 = AtomicU32::new(0);
        let name = format!("test_{}", COUNTER.fetch_add(1, Ordering::Relaxed));
        let create = format!("CREATE DATABASE {name} TEMPLATE {TEMPLATE} OWNER {OWNER}");
        // Another test may be copying the template at this moment, which PostgreSQL takes for somebody being in it.
        for _ in 0..200 {
            match self.try_sql("postgres", "postgres", &create) {
                Ok(_) => return name,
                Err(e) if e.contains("being accessed") => std::thread::sleep(std::time::Duration::from_millis(50)),
                Err(e) => panic!("{e}"),
            }
        }
        panic!("the template is never free");
    }

    pub(crate) fn drop_database(&self, name: &str) {
        let _ = self.try_sql("postgres", "postgres", &format!("DROP DATABASE {name} WITH (FORCE)"));
    }
}

/// Waits for our end, and then ends the cluster and removes its folder.
fn keeper(bin: &Path, folder: &Path) -> Child {
    let script =
        r#"echo ready; cat > /dev/null; "$1/pg_ctl" -s -D "$2/data" -m immediate stop > /dev/null 2>&1; rm -rf "$2""#;
    let (shell, arguments): (&str, &[&str]) = if id("-u", None) == 0 {
        ("setpriv", &["--reuid", "nobody", "--regid", "nogroup", "--clear-groups", "--", "sh"])
    } else {
        ("sh", &[])
    };
    let mut keeper = Command::new(shell)
        .args(arguments)
        .args(["-c", script, "sh"])
        .args([bin, folder])
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut ready = String::new();
    BufReader::new(keeper.stdout.take().unwrap()).read_line(&mut ready).unwrap();
    assert_eq!(ready.trim(), "ready");
    keeper
}
