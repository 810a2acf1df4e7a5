//! Padding that hides how long a short answer is.

/// Lengths are multiples of this. With the words around it (`{"type":"text","value":""}`), a name, a phone number or a choice
/// fits into one step.
pub(crate) const STEP: usize = 64;

/// A byte that no padding is without, then zeros (ISO/IEC 7816-4).
pub(crate) fn pad(value: &mut Vec<u8>) {
    value.push(0x80);
    value.resize(value.len().next_multiple_of(STEP), 0);
}

/// The value without its padding, if it has one.
pub(crate) fn unpadded(value: &[u8]) -> Option<&[u8]> {
    let end = value.iter().rposition(|byte| *byte != 0)?;
    let (start, rest) = value.split_at(end);
    (rest.first() == Some(&0x80)).then_some(start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_padded_comes_back(value: Vec<u8>) {
            let mut padded = value.clone();
            pad(&mut padded);
            prop_assert_eq!(padded.len() % STEP, 0);
            prop_assert!(padded.len() - value.len() <= STEP);
            prop_assert_eq!(unpadded(&padded), Some(value.as_slice()));
        }
    }

    #[test]
    fn what_is_not_padded_is_told() {
        for value in [&b""[..], &[0; 32], b"oui", &[1, 0, 0]] {
            assert_eq!(unpadded(value), None);
        }
    }
}
