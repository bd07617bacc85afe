//! What is recorded stays, even against plain SQL: the database refuses.

use super::Place;
use crate::made;

#[test]
fn plain_sql_cannot_change_what_is_recorded() {
    let place = Place::new();
    let home = place.open();
    home.commit(made::change((0..257).map(|_| made::task("t")))).unwrap();
    let raw = place.raw();
    let mut attempts: Vec<String> =
        ["entry", "tile", "checkpoint", "revision"].iter().map(|table| format!("DELETE FROM {table}")).collect();
    for (table, columns) in [
        ("entry", "seq at bytes leaf"),
        ("tile", "level idx data"),
        ("checkpoint", "size note"),
        ("revision", "seq record key number kind revision op state actor via at effective"),
    ] {
        attempts.extend(columns.split(' ').map(|c| format!("UPDATE {table} SET {c} = {c}")));
    }
    attempts.push("UPDATE revision SET body = x'7b7d'".to_owned());
    attempts.push("UPDATE revision SET salt = zeroblob(32)".to_owned());
    attempts.push("UPDATE revision SET title = 'another'".to_owned());
    attempts.push("UPDATE revision SET body = NULL, salt = NULL, title = 'another'".to_owned());
    for attempt in attempts {
        let refused = raw.execute(&attempt, []).expect_err(&attempt).to_string();
        assert!(refused.contains("never changed") || refused.contains("never deleted"), "{attempt}: {refused}");
    }
    home.sound();
}

#[test]
fn a_second_current_holder_of_a_name_is_refused_by_the_file_itself() {
    let place = Place::new();
    let home = place.open();
    home.write(made::task("t").named("n"));
    let raw = place.raw();
    let refused = raw.execute("INSERT INTO uniq (name, key, from_seq) VALUES ('n', 'TSK-9', 5)", []);
    assert!(refused.unwrap_err().to_string().contains("UNIQUE"));
}
