//! Pictures, sounds and films that people take. Source: xlsform.org/en/#image

use crate::scenario::{bind, control, errors, flat, good, warnings};

fn form(kind: &str, parameters: &str, appearance: &str) -> String {
    format!(
        "| survey |\n| | type | name | label | parameters | appearance |\n| | {kind} | q | Q | {parameters} | {appearance} |\n"
    )
}

/// Feature: Image, audio and video — image, audio, video
#[test]
fn what_people_record_travels_as_a_file() {
    for (kind, media_type) in [("image", "image/*"), ("audio", "audio/*"), ("video", "video/*")] {
        let compiled = good(&form(kind, "", ""));
        assert_eq!(bind(&compiled, "/data/q", "type").as_deref(), Some("binary"));
        assert_eq!(control(&compiled, "/data/q", "mediatype").as_deref(), Some(media_type));
    }
}

/// Feature: Image, audio and video — the size of an image: max-pixels — an image without is warned of
#[test]
fn the_size_of_an_image_is_bounded() {
    let compiled = good(&form("image", "max-pixels=1024", ""));
    assert_eq!(bind(&compiled, "/data/q", "orx:max-pixels").as_deref(), Some("1024"));
    assert_eq!(warnings(&form("image", "", "")), ["survey.image_unbounded@2"]);
    assert_eq!(errors(&form("image", "max-pixels=big", "")), ["parameters.invalid@2"]);
}

/// Feature: Image, audio and video — another application takes the picture: app
#[test]
fn another_application_takes_the_picture() {
    let compiled = good(&form("image", "max-pixels=9 app=org.example.camera", ""));
    assert_eq!(control(&compiled, "/data/q", "intent").as_deref(), Some("org.example.camera"));
    assert_eq!(errors(&form("image", "app=camera", "")), ["parameters.invalid@2"]);
}

/// Feature: Image, audio and video — drawings and signatures by appearance
#[test]
fn a_picture_can_be_drawn() {
    let compiled = good(&form("image", "max-pixels=9", "signature"));
    assert_eq!(control(&compiled, "/data/q", "appearance").as_deref(), Some("signature"));
}

/// Feature: Image, audio and video — an image to begin with, by default
#[test]
fn a_picture_can_be_given() {
    let compiled = good("| survey |\n| | type | name | label | default |\n| | image | q | Q | map.png |\n");
    assert!(flat(&compiled).contains("<q>jr://images/map.png</q>"));
    assert_eq!(compiled.form.attachments(), ["map.png"]);
}

/// Feature: Image, audio and video — the quality of sound
#[test]
fn the_quality_of_sound_is_chosen() {
    let compiled = good(&form("audio", "quality=voice-only", ""));
    assert_eq!(bind(&compiled, "/data/q", "odk:quality").as_deref(), Some("voice-only"));
    assert_eq!(errors(&form("audio", "quality=best", "")), ["parameters.invalid@2"]);
}

/// Feature: Image, audio and video — background-audio
#[test]
fn the_interview_is_recorded_unseen() {
    let compiled = good("| survey |\n| | type | name | parameters |\n| | background-audio | b | quality=low |\n");
    assert!(
        flat(&compiled).contains(r#"<odk:recordaudio ref="/data/b" event="odk-instance-load" odk:quality="low"/>"#)
    );
}
