//! What a role proposes for the Statement of Applicability.

use assay_domain::kinds::ai_system::SystemRole::{Developer, Provider, User};
use assay_frameworks::{Applies, get};

#[test]
fn each_role_has_its_default() {
    let iso = get("iso42001").unwrap();
    let tooling = |roles: &[_]| iso.default_for("A.4.4", roles);
    assert_eq!(tooling(&[Developer]), Some(Applies::Usually));
    assert_eq!(tooling(&[Provider]), Some(Applies::Often));
    assert_eq!(tooling(&[User]), Some(Applies::Rarely));
    for row in iso.controls() {
        assert!(
            [Developer, Provider, User].iter().all(|&role| iso.default_for(&row.id, &[role]).is_some()),
            "{}",
            row.id
        );
    }
}

#[test]
fn the_strongest_of_several_roles_counts() {
    let iso = get("iso42001").unwrap();
    assert_eq!(iso.default_for("A.4.4", &[User, Provider]), Some(Applies::Often));
    assert_eq!(iso.default_for("A.9.2", &[Developer, User]), Some(Applies::Usually));
}

#[test]
fn without_a_role_or_a_control_nothing_is_proposed() {
    let iso = get("iso42001").unwrap();
    assert_eq!(iso.default_for("A.4.4", &[]), None);
    for id in ["A.4", "6.1.3", "A.4.1", ""] {
        assert_eq!(iso.default_for(id, &[Developer]), None, "{id}");
    }
}
