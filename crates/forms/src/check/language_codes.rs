//! Codes of languages, as they stand behind a language's name: `French (fr)`.

/// What stands between the brackets at the end of a language's name; nothing if there are none or nothing is in them.
pub(super) fn code_of(language: &str) -> Option<&str> {
    let (_, code) = language.strip_suffix(')')?.rsplit_once('(')?;
    let code = code.trim();
    (!code.is_empty()).then_some(code)
}

/// Whether a code stands for a language: two letters that ISO 639-1 knows, or three letters, each with subtags for
/// script or region or without (`pt-BR`). The 8,000 codes of three letters are not looked up.
///
/// Source: BCP 47, section 2.2; its registry of language subtags, those of two letters.
pub(super) fn is_known(code: &str) -> bool {
    let mut parts = code.split('-');
    let primary = parts.next().unwrap_or_default().to_ascii_lowercase();
    let letters = primary.bytes().all(|byte| byte.is_ascii_lowercase());
    let subtag = |part: &str| (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let known = match primary.len() {
        2 => TWO_LETTERS.split_ascii_whitespace().any(|known| known == primary),
        3 => letters,
        _ => false,
    };
    known && parts.all(subtag)
}

const TWO_LETTERS: &str = "\
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en \
    eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik in io is it iu iw \
    ja ji jv jw ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mo mr ms mt \
    my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm \
    sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_those_of_the_registry() {
        assert!(["fr", "rn", "pt-BR", "zh-Hant-TW", "kin", "FR"].into_iter().all(is_known));
        assert!(!["xx", "french", "f", "fr_FR", "fr-", "12"].into_iter().any(is_known));
        assert_eq!(code_of("Français (fr)"), Some("fr"));
        assert_eq!(code_of("Indonesian(id)"), Some("id"));
        assert_eq!((code_of("French"), code_of("French ()")), (None, None));
    }
}
