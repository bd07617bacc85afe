use super::*;

fn parsed() -> Sentences {
    Sentences::parse(include_str!("../../data/words/reasons.toml")).unwrap()
}

fn say(code: &str, template: &str, args: &[(&str, &dyn std::fmt::Display)]) -> [String; 2] {
    let message = Message::new(code, template, args);
    [reason(&message, Lang::PtBr), reason(&message, Lang::PtPt)]
}

#[test]
fn every_reason_is_said_in_every_language_with_the_same_places() {
    assert_eq!(parsed().faults(), Vec::<String>::new());
    assert!(parsed().all().count() > 160);
    assert!(places::WORDS.len() > 5);
}

#[test]
fn each_language_uses_its_own_terms() {
    for (code, sentence) in parsed().all() {
        for (own, other) in [
            ("controle", "controlo"),
            ("registro", "registo"),
            ("escopo", "âmbito"),
            ("planejad", "planead"),
            ("Alta Direção", "gestão de topo"),
            ("conosco", "connosco"),
        ] {
            assert!(!sentence.pt_br.contains(other), "{code}: pt-BR says `{other}`: {}", sentence.pt_br);
            assert!(!sentence.pt_pt.contains(own), "{code}: pt-PT says `{own}`: {}", sentence.pt_pt);
        }
    }
}

#[test]
fn what_stands_at_places_is_said_too() {
    let [br, pt] = say(
        "kept.one",
        "{record} is {state} since {day}",
        &[("record", &"RSK-3"), ("state", &"assessed"), ("day", &"2026-11-25")],
    );
    assert_eq!(br, "RSK-3 está no estado “avaliado” desde 25 nov. 2026");
    assert_eq!(pt, "RSK-3 está no estado “apreciado” desde 25 nov. 2026");
    let [br, _] = say(
        "kept.none",
        "no {kind} is {states}; record one",
        &[("kind", &"risk acceptance"), ("states", &"accepted or ended")],
    );
    assert_eq!(br, "não há registro do tipo “aceitação de risco” no estado “aceita ou encerrada”; registre um");
    let [br, pt] = say(
        "threshold.not-met",
        "{metric} is {value} in {evidence}, which does not reach {threshold}",
        &[
            ("metric", &"capitals/accuracy"),
            ("value", &"0.91"),
            ("evidence", &"EV-2"),
            ("threshold", &">= 0.95 (THR-1)"),
        ],
    );
    assert_eq!(br, "capitals/accuracy é 0,91 em EV-2, o que não alcança ≥ 0,95 (THR-1)");
    assert_eq!(pt, "capitals/accuracy é 0,91 em EV-2, o que não atinge ≥ 0,95 (THR-1)");
    let [br, _] = say(
        "fields.absent",
        "{record} does not state: {fields}",
        &[("record", &"SYS-1"), ("fields", &"intended use, owner")],
    );
    assert!(br.starts_with("SYS-1 não declara: ") && !br.contains("intended"), "{br}");
    let [br, pt] = say("roles.none", "nobody is assigned as {roles}", &[("roles", &"top-management, aims-manager")]);
    assert_eq!(br, "ninguém está designado como: Alta Direção, gestor do sistema de gestão de IA");
    assert_eq!(pt, "ninguém está designado como: gestão de topo, gestor do sistema de gestão da IA");
    let [br, _] =
        say("current.none", "no evidence of {types} is there; deliver some", &[("types", &"aibom or red team")]);
    assert!(br.contains("(AIBOM) ou teste adversarial"), "{br}");
}

#[test]
fn words_that_hide_a_record_are_said_too() {
    let [br, pt] = say(
        "told.late",
        "{notice} about {incident} went out after its time",
        &[("notice", &"a record told in confidence"), ("incident", &"a restricted record")],
    );
    assert_eq!(br, "um registro confidencial, sobre um registro restrito, foi enviado depois do prazo");
    assert_eq!(pt, "um registo confidencial, sobre um registo restrito, saiu depois do prazo");
}

#[test]
fn a_message_within_a_message_is_said_too() {
    let inner = Message::new("owner.none", "nobody is named as owner", &[]);
    let args: [(&str, &dyn std::fmt::Display); 2] = [("day", &"2026-12-01"), ("waiver", &"WVR-1")];
    let waived = Message::about("waived", "{what}; tolerated until {day} by {waiver}", &args, &inner);
    assert_eq!(waived.text, "nobody is named as owner; tolerated until 2026-12-01 by WVR-1");
    let told = "ninguém está nomeado como responsável; tolerado até 1 dez. 2026 por WVR-1";
    assert_eq!(reason(&waived, Lang::PtBr), told);
    let stale = Message::about("posture.stale", "ran out on {day}: {what}", &[("day", &"2026-11-30")], &inner);
    assert_eq!(reason(&stale, Lang::PtPt), "caducou em 30 nov. 2026: ninguém está nomeado como responsável");
}

#[test]
fn a_waiver_kept_before_messages_held_one_another_is_said_too() {
    let kept = r#"{"code":"waived","args":{"record":"SYS-1","version":"VER-2","waiver":"WVR-1"},"text":"SYS-1 is older than VER-2, which is in service; look at it anew; tolerated until 2026-12-01 by WVR-1"}"#;
    let kept: Message = serde_json::from_str(kept).unwrap();
    let told = "SYS-1 é anterior a VER-2, que está em serviço; examine de novo; tolerado até 1 dez. 2026 por WVR-1";
    assert_eq!(reason(&kept, Lang::PtBr), told);
}

#[test]
fn what_read_otherwise_when_it_was_kept_stays_english() {
    let old = Message::new("owner.none", "it has no owner", &[]);
    assert_eq!(reason(&old, Lang::PtBr), "it has no owner");
    let known = Message::new("owner.none", "nobody is named as owner", &[]);
    assert_eq!(reason(&known, Lang::En), "nobody is named as owner");
}
