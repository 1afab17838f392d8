//! The templates that everybody has.

use std::sync::LazyLock;

use super::Template;

/// Name, what it is for, text, and what should not be seen.
const TABLE: [(&str, &str, &str, &str); 6] = [
    (
        "Film scene",
        "One shot of a film: somebody does something somewhere",
        "{who: A woman in a grey coat} {does what: waits} {where: at a small railway station} \
         {when: at dusk}. {light: Low, warm light comes from one side and draws long shadows}. \
         The camera {camera: pushes in slowly at eye level}. Shot on 35mm film with shallow depth \
         of field.",
        "text overlay, watermark, jump cut",
    ),
    (
        "Dash-cam",
        "What a car's own camera sees, for driving data",
        "Dash-cam view through the windshield of a {vehicle: car} on {road: a two-lane city \
         street} {when: in the morning}, in {weather: clear weather}. {event: A cyclist pulls out \
         from between parked cars and crosses the lane}. Traffic keeps its speed and distance. The \
         camera is fixed behind the glass and looks straight ahead.",
        "camera cut, third person view, floating camera, watermark",
    ),
    (
        "Warehouse robot",
        "A robot at work in a warehouse, for manipulation data",
        "A {robot: six-axis robot arm with a two-finger gripper} {task: picks a cardboard box from \
         a conveyor belt and places it on a pallet} in {where: a bright, tidy warehouse}. The \
         gripper closes firmly on the {object: box} before it lifts it. {light: Even light comes \
         from above}. The camera is fixed {camera: at chest height, at an angle to the front}.",
        "deformed gripper, object passing through object, sudden jump, people",
    ),
    (
        "Drone flight",
        "A flight over a place",
        "Aerial shot from a drone over {place: a river delta with sandbanks} {when: at sunrise}. \
         The drone {flight: flies forward slowly and keeps its height}. {life: A flock of birds \
         crosses far below}. {light: Low sunlight draws long shadows on the ground}.",
        "shaky camera, propellers in the picture, horizon tilt",
    ),
    (
        "Macro",
        "Something small, from very near",
        "Macro shot of a {subject: dewdrop on a blade of grass}. {change: It trembles, grows and \
         runs down to the tip}. {light: Soft light from behind makes its edges glow}. The \
         background is a smooth blur. The camera stays still.",
        "hard flash, everything in focus, camera shake",
    ),
    (
        "Time-lapse",
        "Hours in seconds, from a camera that does not move",
        "Time lapse of {place: a harbour with moored fishing boats} from {from: the afternoon} \
         until {until: the night}. {change: Clouds race over the sky, shadows wander, and lights \
         come on one by one}. The camera is on a tripod and does not move.",
        "camera movement, flicker, real-time motion",
    ),
];

/// The templates that come with every studio.
#[must_use]
pub fn built_in() -> &'static [Template] {
    static BUILT_IN: LazyLock<Vec<Template>> = LazyLock::new(|| {
        let template = |(name, about, text, negative): (&str, &str, &str, &str)| {
            Some(Template {
                name: name.to_owned(),
                about: about.to_owned(),
                text: text.parse().ok()?,
                negative_prompt: negative.parse().ok(),
            })
        };
        TABLE.into_iter().filter_map(template).collect()
    });
    &BUILT_IN
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::fill;
    use super::*;

    #[test]
    fn all_are_there_and_make_a_prompt_as_they_are() {
        assert_eq!(built_in().len(), TABLE.len());
        let made: Vec<String> = built_in()
            .iter()
            .map(|template| {
                let gaps = template.text.gaps();
                assert!(gaps.len() >= 3, "{} has {} gaps", template.name, gaps.len());
                let prompt = fill(&template.text, &BTreeMap::new()).unwrap();
                format!("{}: {prompt}", template.name)
            })
            .collect();
        insta::assert_snapshot!(made.join("\n\n"));
    }
}
