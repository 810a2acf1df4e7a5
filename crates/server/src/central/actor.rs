//! People and phones as Central numbers them: in one row, where ours are numbered each for themselves.

use store::{Device, User};

/// The number of a person.
pub fn of_user(user: &User) -> i64 {
    i64::from(user.id) * 2
}

/// The number of a phone.
pub fn of_device(id: i32) -> i64 {
    i64::from(id) * 2 + 1
}

/// The phone behind a number.
pub fn device_of(number: i64) -> Option<i32> {
    if number % 2 == 1 { i32::try_from(number / 2).ok() } else { None }
}

/// The number of whoever the audit log calls `actor`; 0 for those that have no account any more, and for the server itself.
pub fn of_name(actor: &str, users: &[User], devices: &[Device]) -> i64 {
    let user = users.iter().find(|user| user.actor() == actor).map(of_user);
    let device = || devices.iter().find(|device| device.actor() == actor).map(|device| of_device(device.id));
    user.or_else(device).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phones_number_leads_back_to_it_and_a_persons_to_no_phone() {
        assert_eq!(device_of(of_device(7)), Some(7));
        assert_eq!(device_of(14), None);
        assert_eq!(device_of(-1), None);
    }
}
