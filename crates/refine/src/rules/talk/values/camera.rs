//! How the camera sees and moves, and how fast things go.

pub(super) const CAMERAS: &str = "\
framing; close up|close up shot|closeup|closer|closer up|close|tighter|tight shot|a close up|nearer|closer shot|closer view|close shot|tighter shot|get closer|tight framing; as; a close-up shot; ; holds a close-up shot
framing; extreme close up|very close up|extreme closeup; as; an extreme close-up; ; holds an extreme close-up
framing; medium shot|mid shot|medium close up|waist up; as; a medium shot; ; holds a medium shot
framing; wide shot|wider|wide|wide angle|wide view|wider shot|wider angle|wider view|further away|farther away|farther|further|further back|farther back|long shot|wide angle shot|from afar|from far away|from a distance|seen from afar|back up|a wide shot|full shot|distant shot; as; a wide shot; ; holds a wide shot
framing; establishing shot|extreme wide shot|ultra wide shot|panorama|panoramic|panoramic shot|panoramic view; as; an establishing shot; ; holds an establishing shot
framing; macro|macro shot|macro view|macro lens; as; a macro shot; ; holds a macro shot
angle; from above|seen from above|viewed from above|top down|top down view|overhead|overhead shot|overhead view|bird's eye view|birds eye view|from a bird's eye view|from a birds eye view|from bird's eye view|bird's eye|top view|from overhead|top down shot|looking down; ; seen from above; ; looks down from above
angle; aerial|from a helicopter|helicopter shot|from a plane|aerial shot|aerial view|drone|drone shot|drone view|drone footage|aerial footage|from the air|from the sky; as; an aerial shot; ; looks down from the air
angle; low angle|low angle shot|from below|seen from below|viewed from below|from a low angle|low|lower|worm's eye view|looking up|from the ground|lower angle; from; a low angle; ; looks up from a low angle
angle; high angle|high angle shot|from a high angle|higher|higher angle; from; a high angle; ; looks down from a high angle
angle; eye level|at eye level|eye level shot; at; eye level; ; stays at eye level
angle; dutch angle|tilted angle|dutch tilt|canted angle; with; a dutch angle; ; holds a dutch angle
angle; over the shoulder|over the shoulder shot; as; an over the shoulder shot; ; looks over the shoulder
angle; pov|point of view|first person|first person view|pov shot|fpv|first person perspective; in; first person view; ; shows a first person view
angle; dash cam|dashcam|dash cam view|dash cam footage|dashcam footage|dashcam view|through the windshield|through a windshield; as; dash cam footage; ; looks ahead through the windshield
angle; security camera|surveillance camera|cctv|cctv footage|security camera footage|security cam|surveillance footage; as; security camera footage; ; looks down from a fixed place high up
angle; from behind|seen from behind|from the back|rear view; ; seen from behind; ; looks on from behind
angle; from the side|seen from the side|side view|profile view|in profile|profile shot; ; seen from the side; ; looks on from the side
angle; from the front|front view|seen from the front; with; a front view; ; looks on from the front
move; static shot|static|static camera|still camera|fixed camera|locked camera|locked off|no camera movement|no movement of the camera|tripod|tripod shot|stays still|hold still|holds still|stop moving|stay still|be still|stand still|steady shot|stationary|stays fixed|does not move|doesn't move; as; a static shot; ; stays still
move; handheld|handheld camera|hand held|shaky|shaky cam|shaky camera|handheld shot|shake|shakes|shakier; ; handheld camera; ; is handheld
move; tracking shot|tracking|follow|follows|following|follow shot|track|tracks|follow along|follows along|tracking camera; as; a tracking shot; ; follows smoothly
move; steadicam|steadicam shot|gimbal|gimbal shot; as; a steadicam shot; ; glides along
move; slow pan|pan|pans|panning|panning shot|pan slowly|pans slowly|pan across|camera pan|pan around; with; a slow pan; ; pans slowly
move; pan left|pans left|panning left|pan to the left|pans to the left|pan slowly to the left|pans slowly to the left|pan slowly left|move left|moves left|moves to the left; with; a pan left; ; pans to the left
move; pan right|pans right|panning right|pan to the right|pans to the right|pan slowly to the right|pans slowly to the right|pan slowly right|move right|moves right|moves to the right; with; a pan right; ; pans to the right
move; tilt up|tilts up|tilting up|tilt upward|tilts upward|tilt upwards; with; a tilt up; ; tilts up
move; tilt down|tilts down|tilting down|tilt downward|tilts downward|tilt downwards; with; a tilt down; ; tilts down
move; zoom in|zooms in|zooming in|zoom|zooms|slow zoom|slow zoom in|zoom in slowly|zooms in slowly|slowly zoom in|slowly zooms in|zoom closer; with; a zoom in; ; zooms in slowly
move; zoom out|zooms out|zooming out|slow zoom out|zoom out slowly|zooms out slowly|slowly zoom out|slowly zooms out; with; a zoom out; ; zooms out slowly
move; dolly zoom|vertigo effect|dolly zooms; with; a dolly zoom; ; makes a dolly zoom
move; push in|pushes in|pushing in|dolly in|dollies in|move in|moves in|move closer|moves closer|come closer|comes closer|push in slowly|pushes in slowly|slow push in|move forward|moves forward|go closer|goes closer|dolly|dolly shot|get closer slowly; with; a push in; ; pushes in slowly
move; pull back|pulls back|pulling back|dolly out|dollies out|pull out|pulls out|move back|moves back|move away|moves away|pull back slowly|pulls back slowly|slow pull back|move backward|moves backward|move out|pull away|pulls away; with; a pull back; ; pulls back slowly
move; orbit|orbit shot|orbits|orbiting|orbiting shot|circle|circles|circling|circle around|circles around|rotate around|rotates around|orbit around|orbits around|arc shot|arc|arcs|360|360 shot|spin around|move around|moves around; as; an orbit shot; ; moves around in a slow arc
move; crane up|cranes up|rise|rises|rising|crane shot|crane|move up|moves up|go up|goes up|rise up|rises up|ascend|ascends; with; a crane up; ; rises slowly
move; crane down|cranes down|descend|descends|lower down|move down|moves down|go down|goes down|lowers; with; a crane down; ; comes down slowly
move; dolly left|truck left|track left|tracks left|slide left|slides left; with; a dolly left; ; slides to the left
move; dolly right|truck right|track right|tracks right|slide right|slides right; with; a dolly right; ; slides to the right
move; whip pan|fast pan|quick pan; with; a whip pan; ; makes a whip pan
move; flyover|fly over|flies over|fly through|flythrough|flies through; as; a flyover; ; flies over the scene
take; one take|single take|one shot|continuous shot|long take|oner; in; one take
time; slow motion|slow mo|slowmo|slomo|slo mo|in slow motion; in; slow motion
time; super slow motion|ultra slow motion|extreme slow motion; in; super slow motion
time; half speed|at half speed; at; half speed
time; double speed|at double speed; at; double speed
time; fast motion|in fast motion|fast forward; in; fast motion
time; time lapse|timelapse|time lapsed|sped up; as; a time lapse
time; hyperlapse; as; a hyperlapse
time; speed ramp|speed ramping|speed ramped; with; a speed ramp
time; bullet time; in; bullet time
time; freeze frame; with; a freeze frame
time; reverse motion|in reverse motion|played backwards; in; reverse motion
time; real time|normal speed|regular speed; in; real time
lens; bokeh|shallow depth of field|blurry background|blurred background|shallow focus|blur the background|background blur|background blurry|background blurred; with; shallow depth of field
lens; deep focus|everything in focus|all in focus|sharp background; in; deep focus
lens; fisheye|fisheye lens|fish eye; with; a fisheye lens
lens; telephoto|telephoto lens|long lens; with; a telephoto lens
lens; wide lens|wide angle lens|24mm; with; a wide lens
lens; anamorphic|anamorphic lens; with; an anamorphic lens
lens; soft focus|dreamy focus; in; soft focus
lens; tilt shift|tilt shift look; with; a tilt shift look";

pub(super) const PACES: &str = "\
fast; faster|fast|quick|quicker|quickly|speed up|speed it up|more quickly|rapid|rapidly|swift|swiftly|at high speed|fast paced|more speed|hurry up; ; moving quickly
fast; frantic pace; ; moving at a frantic pace
fast; breakneck speed; ; moving at breakneck speed
fast; brisk pace; ; moving at a brisk pace
fast; faster and faster|ever faster; ; moving faster and faster
fast; lively rhythm; ; moving in a lively rhythm
slow; slower|slow|slowly|slow down|slow it down|more slowly|leisurely|slow paced|unhurried|less speed|calmly; ; moving slowly
slow; unhurried pace; ; moving at an unhurried pace
slow; snail's pace; ; moving at a snail's pace
slow; ever more slowly|slower and slower; ; moving ever more slowly
slow; swaying rhythm; ; moving in a gently swaying rhythm
even; steady rhythm; ; moving in a steady rhythm
broken; staccato bursts|staccato; ; moving in staccato bursts
broken; halting rhythm|stop and go; ; moving in a halting rhythm
broken; long pauses; ; moving with long pauses
broken; sudden stops; ; moving with sudden stops";
