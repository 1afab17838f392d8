//! No path leads out of the library.

use reqwest::StatusCode;
use worldreel_studio::ErrorCode;
use worldreel_studio::call::BASE_PATH;

use crate::world::{World, refusal};

const SECRET: &str = "the owner's diary";

#[tokio::test]
async fn no_spelling_of_a_path_reaches_a_file_that_is_no_video() {
    let world = World::open().await;
    world.render(1).await;
    std::fs::write(world.library().join("secret.txt"), SECRET).unwrap();
    std::fs::write(world.folder.path().with_extension("txt"), SECRET).unwrap();
    let outside = world.folder.path().with_extension("txt");
    let outside_name = outside.file_name().unwrap().to_str().unwrap();
    let mut answered = 0;
    for up in [
        "..",
        "%2e%2e",
        "%2E.",
        ".%2e",
        "..%2f..",
        "%2e%2e%2f%2e%2e",
        "..%5c..",
        "....//",
    ] {
        for place in ["", "/videos", "/videos/x", "/exports", "/assets"] {
            for file in [
                "library.db",
                "secret.txt",
                "studio.json",
                outside_name,
                "Cargo.toml",
                "etc/passwd",
            ] {
                for base in [BASE_PATH, "", "/api", "/static"] {
                    for path in [
                        format!("{base}{place}/{up}/{up}/{file}"),
                        format!("{base}{place}/{up}/{file}/file"),
                    ] {
                        let answer = world.raw("GET", &path, &[]).await;
                        let told = &answer.body;
                        for leak in [SECRET, "SQLite format", "[package]", "root:", "\"token\""] {
                            assert!(!told.contains(leak), "{path} tells {leak:?}");
                        }
                        if base == BASE_PATH || base == "/api" {
                            assert!(
                                (400..500).contains(&answer.status),
                                "{path}: {}",
                                answer.status
                            );
                        }
                        answered += 1;
                    }
                }
            }
        }
    }
    std::fs::remove_file(outside).unwrap();
    assert_eq!(answered, 8 * 5 * 6 * 4 * 2);
}

#[tokio::test]
async fn an_id_that_is_a_path_is_no_id() {
    let world = World::open().await;
    for id in [
        "library.db",
        "..%2flibrary.db",
        "%2fetc%2fpasswd",
        "..",
        "%00",
        "%ff",
        "C:%5c",
    ] {
        for kind in ["videos", "exports"] {
            let path = format!("{BASE_PATH}/{kind}/{id}/file");
            let answer = world.raw("GET", &path, &[]).await;
            assert!(
                (400..500).contains(&answer.status),
                "{path}: {}",
                answer.status
            );
        }
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_link_in_the_place_of_a_video_is_not_followed_out_of_the_library() {
    let world = World::open().await;
    let jobs = world.render(1).await;
    let outside = tempfile::tempdir().unwrap();
    let diary = outside.path().join("diary.txt");
    std::fs::write(&diary, SECRET).unwrap();
    let video = jobs[0].video.clone().unwrap();
    let file = world.library().join(&video.file);
    // It is made for who first wants to see it.
    let poster = world.request("GET", &video.poster_url).send().await;
    assert_eq!(poster.unwrap().status(), StatusCode::OK);
    for (path, url) in [
        (&file, &video.url),
        (&file.with_extension("png"), &video.poster_url),
    ] {
        std::fs::remove_file(path).unwrap();
        std::os::unix::fs::symlink(&diary, path).unwrap();
        let (status, error) = refusal(world.request("GET", url).send().await.unwrap()).await;
        assert_eq!(
            (status, error.code),
            (StatusCode::NOT_FOUND, ErrorCode::NotFound),
            "{url}"
        );
    }
    // Nor is a whole folder that leads away.
    let folder = file.parent().unwrap();
    std::fs::remove_dir_all(folder).unwrap();
    std::fs::copy(&diary, outside.path().join(file.file_name().unwrap())).unwrap();
    std::os::unix::fs::symlink(outside.path(), folder).unwrap();
    let (status, _) = refusal(world.request("GET", &video.url).send().await.unwrap()).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_video_whose_file_is_gone_is_not_found_and_the_next_step_is_said() {
    let world = World::open().await;
    let jobs = world.render(1).await;
    let video = jobs[0].video.clone().unwrap();
    std::fs::remove_file(world.library().join(&video.file)).unwrap();
    let (status, error) = refusal(world.request("GET", &video.url).send().await.unwrap()).await;
    assert_eq!(
        (status, error.code),
        (StatusCode::NOT_FOUND, ErrorCode::NotFound)
    );
    assert!(error.hint.unwrap().contains("put it back"));
}
