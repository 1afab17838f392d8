//! Who stands where: the figures of a shot, their shadows and mirror images.

use tiny_skia::Color;

use crate::canvas::{Canvas, Pt};
use crate::figure::{self, Coat, Held, Pose};
use crate::palette::Palette;
use crate::place::Stage;
use crate::reading::motif::{Craft, Deed, Machine, Place, Subject, Swimmer, Thing, Weather};
use crate::reading::{Actor, Motifs};
use crate::rng::Rng;
use crate::shot::Shot;
use crate::sprite::{Lying, Sprite};
use crate::tone::{mix, veil};

/// One figure.
#[derive(Clone, Copy)]
struct Figure {
    subject: Subject,
    coat: Coat,
    /// Where it stands at the middle of the clip.
    at: Pt,
    size: f32,
    facing: f32,
    deed: Deed,
    held: Option<Held>,
    thing: Coat,
    /// How its time is shifted against the first figure's.
    later: f32,
    /// Goes the lead's way.
    goes: bool,
}

/// All figures of a clip.
pub(crate) struct Cast {
    figures: Vec<Figure>,
    shot: Shot,
    stage: Stage,
    shadow: Color,
    light: Color,
    mirror: Color,
    /// A kite and who flies it.
    kite: Option<Coat>,
    /// Parcels on a belt, and the arm beside it.
    belt: Option<(Coat, Coat)>,
    spray: f32,
}

/// How long a work of the arm over the belt takes, in seconds.
const WORK_S: f32 = 4.0;

impl Cast {
    pub(crate) fn new(
        motifs: &Motifs,
        p: &Palette,
        shot: &Shot,
        stage: &Stage,
        rng: &mut Rng,
    ) -> Self {
        let kite = motifs.has(|s| s == Subject::Craft(Craft::Kite));
        let lead = motifs.lead().map(|actor| actor.subject);
        let flown = kite.filter(|_| matches!(lead, Some(Subject::Person(_))));
        let mut cast = Self {
            figures: Vec::new(),
            shot: *shot,
            stage: *stage,
            shadow: p.shade(p.ground, 0.58),
            light: p.light,
            mirror: mix(p.ground, p.shadow, 0.5),
            kite: flown.map(|actor| Coat::of(actor.subject, actor.tint, p, rng)),
            belt: None,
            spray: if matches!(motifs.weather, Weather::Spray) || motifs.wet {
                1.0
            } else {
                0.0
            },
        };
        let works = matches!(
            lead,
            Some(Subject::Machine(Machine::Arm | Machine::Gripper))
        );
        if stage.flat && works {
            let parcels = motifs.cast.get(1).map(|actor| (actor.subject, actor.tint));
            let (subject, tint) = parcels.unwrap_or((Subject::Thing(Thing::Parcel), None));
            if let Some(arm) = motifs.lead() {
                cast.belt = Some((
                    Coat::of(arm.subject, arm.tint, p, rng),
                    Coat::of(subject, tint, p, rng),
                ));
            }
            return cast;
        }
        let held = cast.held(motifs);
        for (rank, actor) in motifs.cast.iter().enumerate() {
            let taken = (rank > 0 && Some(actor.subject) == held.map(|(subject, _)| subject))
                || (flown.is_some() && actor.subject == Subject::Craft(Craft::Kite));
            if !taken {
                cast.enter(
                    motifs,
                    p,
                    rank,
                    actor,
                    held.map(|(_, held)| held).filter(|_| rank == 0),
                    rng,
                );
            }
        }
        if let (Some(figure), Some((subject, _))) = (cast.figures.first_mut(), held)
            && let Some(actor) = motifs.has(|other| other == subject)
        {
            let thing = Coat::of(actor.subject, actor.tint, p, rng);
            figure.thing = thing;
        }
        // Near figures are drawn over far ones.
        cast.figures.sort_by(|a, b| a.at.1.total_cmp(&b.at.1));
        cast
    }

    /// The second of the cast, where the lead holds it.
    fn held(&self, motifs: &Motifs) -> Option<(Subject, Held)> {
        let lead = motifs.lead()?.subject;
        if self.kite.is_some() {
            return Some((Subject::Craft(Craft::Kite), Held::String));
        }
        let hands = matches!(
            lead,
            Subject::Person(_) | Subject::Machine(Machine::Arm | Machine::Gripper)
        );
        motifs
            .cast
            .iter()
            .skip(1)
            .find_map(|actor| match actor.subject {
                Subject::Thing(thing) if hands && portable(thing) => {
                    Some((actor.subject, Held::Thing(thing)))
                }
                _ => None,
            })
    }

    fn enter(
        &mut self,
        motifs: &Motifs,
        p: &Palette,
        rank: usize,
        actor: &Actor,
        held: Option<Held>,
        rng: &mut Rng,
    ) {
        let stage = self.stage;
        let shot = self.shot;
        let lead = rank == 0;
        let coat = Coat::of(actor.subject, actor.tint, p, rng);
        let stature = if lead { motifs.stature } else { 0.86 };
        let mut size = stage.tall * figure::size(actor.subject) * stature;
        if stage.table && !matches!(actor.subject, Subject::Thing(_) | Subject::Machine(_)) {
            size *= 0.75;
        }
        let air = airborne(actor.subject, motifs.deed);
        let count = actor.count.clamp(1, 12);
        let many = count > 4;
        if many {
            size *= if air { 0.42 } else { 0.62 };
        } else if count > 2 {
            size *= 0.82;
        }
        if air && matches!(actor.subject, Subject::Bird(_)) {
            size = size.max(0.14);
        }
        let coat = match (held, actor.tint, actor.subject) {
            // What is held is the accent then.
            (Some(_), None, Subject::Person(_)) => coat.varied(1),
            _ => coat,
        };
        let deed = match (lead, actor.subject) {
            (true, Subject::Person(_)) if held == Some(Held::String) => Deed::Play,
            (true, _) => motifs.deed,
            (false, Subject::Person(_)) if motifs.deed == Deed::Play => Deed::Play,
            (false, Subject::Person(_) | Subject::Beast(_) | Subject::Bird(_)) => match motifs.deed
            {
                deed @ (Deed::Walk | Deed::Trot | Deed::Run | Deed::Sit | Deed::Dance) => deed,
                _ => Deed::Wait,
            },
            (false, Subject::Car(_)) => Deed::Drive,
            (false, _) => Deed::Idle,
        };
        for index in 0..count {
            let nth = f32::from(u8::try_from(index).unwrap_or(0));
            let at = self.spot(motifs, actor.subject, lead, rank, index, count, air, rng);
            let far = if index == 0 {
                1.0
            } else if air {
                rng.within(0.6, 1.1)
            } else {
                1.0 + (at.1 - stage.floor) * 1.6
            };
            self.figures.push(Figure {
                subject: actor.subject,
                coat: if index == 0 {
                    coat
                } else if matches!(actor.subject, Subject::Person(_)) {
                    coat.varied(index)
                } else {
                    coat
                },
                at,
                size: size * far,
                facing: if lead || air {
                    shot.facing
                } else {
                    -shot.facing
                },
                deed,
                held: if index == 0 { held } else { None },
                thing: coat,
                later: nth * 0.37 + rng.unit() * 0.2 * nth,
                goes: lead || air || matches!(actor.subject, Subject::Car(_)),
            });
        }
    }

    #[expect(clippy::too_many_arguments, reason = "each of these moves the spot")]
    fn spot(
        &self,
        motifs: &Motifs,
        subject: Subject,
        lead: bool,
        rank: usize,
        index: usize,
        count: usize,
        air: bool,
        rng: &mut Rng,
    ) -> Pt {
        let (stage, shot) = (self.stage, self.shot);
        let side = shot.facing;
        let nth = f32::from(u8::try_from(index).unwrap_or(0));
        let step = nth - f32::from(u8::try_from(count).unwrap_or(1) - 1) / 2.0;
        let swims = matches!(subject, Subject::Swimmer(_)) || motifs.place == Place::Underwater;
        let third = if lead {
            shot.third
        } else {
            shot.third + side * (0.36 + 0.2 * f32::from(u8::try_from(rank).unwrap_or(1)))
        };
        if air && matches!(subject, Subject::Craft(_)) && count == 1 {
            return (
                third + side * 0.12,
                stage
                    .tall
                    .mul_add(0.2, if stage.afloat { 0.60 } else { 0.46 }),
            );
        }
        if air || stage.afloat || swims {
            let middle = if stage.afloat || swims { 0.62 } else { 0.36 };
            if count > 3 {
                // A loose wedge behind the first.
                let wing = if index.is_multiple_of(2) { 1.0 } else { -1.0 };
                let row = (nth / 2.0).ceil();
                return (
                    shot.aspect * 0.56 + side * (0.22 - 0.10 * row) + rng.within(-0.025, 0.025),
                    middle - 0.03 + wing * 0.052 * row * 0.9 + rng.within(-0.02, 0.02),
                );
            }
            return (
                third - side * 0.22 * step,
                middle + 0.09 * step + if lead { 0.0 } else { 0.1 },
            );
        }
        let spread = match subject {
            Subject::Car(_) | Subject::Boat(_) => 0.9,
            Subject::Beast(_) => 0.44,
            _ => 0.27,
        } * (stage.tall / 0.44)
            * if count > 4 { 0.6 } else { 1.0 };
        let row = if index.is_multiple_of(2) { 0.0 } else { -0.035 };
        let behind = if lead { 0.0 } else { -0.03 };
        (third + side * -spread * step, stage.floor + row + behind)
    }

    /// Draws all figures at a moment.
    pub(crate) fn draw(&self, c: &mut Canvas<'_>, sprite: &mut Sprite, share: f32, seconds: f32) {
        if let Some((arm, parcel)) = &self.belt {
            return self.work_at_belt(c, arm, parcel, seconds);
        }
        if self.stage.seat {
            return self.ahead(c, sprite, share, seconds);
        }
        let way = self.shot.facing * self.shot.path * (share - 0.5);
        for f in &self.figures {
            let x = f.at.0 + if f.goes { way } else { 0.0 };
            let pose = f.pose(seconds, self.shot.rate);
            self.draw_one(c, sprite, f, (x, f.at.1), &pose);
        }
        if let (Some(kite), Some(flyer)) = (&self.kite, self.figures.first()) {
            let flyer = self
                .figures
                .iter()
                .find(|f| f.held == Some(Held::String))
                .unwrap_or(flyer);
            let pose = flyer.pose(seconds, self.shot.rate);
            let hand = (
                flyer.at.0 + flyer.facing * flyer.size * 0.21,
                flyer.at.1 - flyer.size * 0.93,
            );
            let at = (
                self.shot.aspect * (0.5 + 0.24 * self.shot.facing) + 0.05 * pose.swing(0.21, 0.0),
                0.22 + 0.035 * pose.swing(0.33, 1.0),
            );
            figure::kite_at(c, at, hand, 0.20, kite, &pose);
        }
    }

    fn draw_one(
        &self,
        c: &mut Canvas<'_>,
        sprite: &mut Sprite,
        f: &Figure,
        (x, y): Pt,
        pose: &Pose,
    ) {
        let (sx, sy) = (f.size * f.facing, f.size);
        let side = self.shot.light_side();
        let paint = |c: &mut Canvas<'_>| {
            let c = &mut c.at(x, y, sx, sy);
            if self.stage.flat {
                figure::draw_flat(c, f.subject, &f.coat, pose);
            } else {
                figure::draw(c, f.subject, &f.coat, pose);
            }
        };
        if self.stage.flat {
            sprite.draw(c, paint);
            sprite.rim(c, self.shadow, 1.0, -side * 0.02, 0.022);
            sprite.body(c);
            return;
        }
        let grounded = figure::grounded(f.subject, f.deed) && !self.stage.afloat;
        let boat = matches!(f.subject, Subject::Boat(_));
        let mirror = if boat { 0.4 } else { self.stage.mirror };
        let mirrors = mirror > 0.01 && (grounded || boat);
        // On small figures a rim would be lost.
        let rim = f.size > 0.2;
        if !(grounded || mirrors || rim) {
            paint(c);
            return;
        }
        sprite.draw(c, paint);
        if grounded {
            self.draw_shadow(c, sprite, (x, y), f);
        }
        if mirrors {
            let lying = Lying {
                foot: (x, y),
                squash: 0.62,
                lean: 0.0,
                below: 0.004,
            };
            sprite.lie(c, lying, self.mirror, 1.0 - mirror);
        }
        if rim {
            sprite.rim(c, self.light, 0.72, side * 0.0035, -0.003);
        }
        sprite.body(c);
    }

    /// A shadow that lies on the ground, away from the light.
    fn draw_shadow(&self, c: &mut Canvas<'_>, sprite: &Sprite, (x, y): Pt, f: &Figure) {
        let low = ((self.shot.light.1 - 0.1) / 0.5).clamp(0.0, 1.0);
        let wide = f.size
            * match f.subject {
                Subject::Car(_) => 1.1,
                Subject::Beast(_) => 0.46,
                Subject::Machine(_) => 0.45,
                _ => 0.2,
            };
        c.ellipse(
            x,
            y + 0.002,
            wide,
            0.012 + 0.012 * f.size,
            veil(self.shadow, 0.75),
        );
        if self.stage.roofed || self.spray > 0.0 {
            return;
        }
        let slant = -self.shot.light_side() * (0.5 + 1.1 * low);
        let lying = Lying {
            foot: (x, y),
            squash: 0.16 + 0.08 * low,
            lean: slant * 0.5,
            below: 0.0,
        };
        sprite.lie(c, lying, self.shadow, 1.0);
    }

    /// What is on the road ahead of the driver's seat.
    fn ahead(&self, c: &mut Canvas<'_>, sprite: &mut Sprite, share: f32, seconds: f32) {
        let h = self.stage.floor - 0.16;
        let m = self.shot.aspect * 0.5;
        for f in &self.figures {
            let pose = f.pose(seconds, self.shot.rate);
            if !matches!(f.subject, Subject::Car(_)) {
                let k = 0.2 + 0.1 * share;
                let x = m + self.shot.facing * (0.5 * share - 0.25);
                self.draw_one(
                    c,
                    sprite,
                    &Figure {
                        size: f.size * (0.5 + 0.4 * share),
                        ..*f
                    },
                    (x, h + k),
                    &pose,
                );
                continue;
            }
            // It passes on one side and comes over into our lane.
            let go = ((share - 0.12) / 0.55).clamp(0.0, 1.0);
            let ease = go * go * (3.0 - 2.0 * go);
            let cuts = f.deed == Deed::CutIn;
            let k = if cuts {
                0.225 - 0.075 * ease
            } else {
                0.15 + 0.012 * pose.swing(0.2, 0.0)
            };
            let lane = if cuts {
                -self.shot.facing * (1.0 - ease) * 1.55
            } else {
                0.0
            };
            let x = m + lane * k * 1.75 + 0.004 * pose.swing(0.7, 0.0);
            let y = h + k * 1.18;
            let brake = if cuts {
                ((share - 0.45) * 5.0).clamp(0.0, 1.0)
            } else {
                0.35
            };
            sprite.draw(c, |c| {
                let c = &mut c.at(x, y, k, k);
                figure::draw_rear(c, f.subject, &f.coat, &pose, brake, self.spray);
            });
            if self.stage.mirror > 0.01 {
                let lying = Lying {
                    foot: (x, y),
                    squash: 0.5,
                    lean: 0.0,
                    below: 0.02 * k,
                };
                sprite.lie(c, lying, self.mirror, 0.7);
            }
            sprite.rim(c, self.light, 0.6, self.shot.light_side() * 0.003, -0.003);
            sprite.body(c);
        }
    }

    /// Parcels ride on the belt; the arm lifts one after the other into a bin.
    fn work_at_belt(&self, c: &mut Canvas<'_>, arm: &Coat, parcel: &Coat, seconds: f32) {
        let (aspect, belt_y, speed) = (self.shot.aspect, 0.66, 0.16);
        let gap = speed * WORK_S / 2.0;
        let half = WORK_S / 2.0;
        let phase = (seconds / half).fract();
        let grab = aspect * 0.56;
        let bins = 5.0;
        let turn = (seconds / half).floor();
        let bin = (
            aspect * ((turn * 2.0 + 1.0).rem_euclid(bins) + 0.5) / bins,
            0.15,
        );
        let box_at = |c: &mut Canvas<'_>, x: f32, y: f32, lift: f32, nth: f32| {
            let s = 0.082 + 0.016 * (nth * 2.7).sin();
            let w = s * (1.1 + 0.3 * (nth * 1.3).sin());
            c.slab(
                x - w + 0.014 + lift * 0.03,
                y - s + 0.018 + lift * 0.04,
                w * 2.0,
                s * 2.0,
                0.006,
                self.shadow,
            );
            c.slab(x - w, y - s, w * 2.0, s * 2.0, 0.006, parcel.body);
            c.rect(x - w, y - s, w * 2.0, s * 0.2, parcel.lit);
            c.rect(x + w * 0.8, y - s, w * 0.2, s * 2.0, parcel.shade);
            c.rect(
                x - w * 0.16,
                y - s,
                w * 0.32,
                s * 2.0,
                mix(parcel.pale, parcel.body, 0.35),
            );
            c.rect(x - w * 0.78, y + s * 0.3, w * 0.5, s * 0.42, parcel.pale);
        };
        // The belt brings a parcel to the hand at the start of each half of the work.
        for step in -4_i16..=8 {
            let nth = f32::from(step);
            let x = grab - nth * gap + phase * gap;
            let taken = nth <= 0.0;
            if !taken && x > -0.3 {
                box_at(c, x, belt_y, 0.0, nth - turn);
            }
        }
        let ease = |at: f32| {
            let at = at.clamp(0.0, 1.0);
            at * at * (3.0 - 2.0 * at)
        };
        let (go, back) = (ease(phase / 0.46), ease((phase - 0.54) / 0.46));
        let k = go - back;
        let hand = (grab + (bin.0 - grab) * k, belt_y + (bin.1 - belt_y) * k);
        let carried = phase < 0.5;
        let base = (aspect * 0.36, 0.41);
        let side = self.shot.light_side();
        {
            let mut shadow = c.washed(self.shadow, 1.0, -side * 0.03, 0.045);
            figure::arm_over_belt(&mut shadow, arm, base, hand, 0.80, 1.0);
        }
        if carried {
            box_at(c, hand.0, hand.1, k, -turn);
        }
        figure::arm_over_belt(c, arm, base, hand, 0.80, if carried { 1.0 } else { 0.0 });
    }
}

impl Figure {
    fn pose(&self, seconds: f32, rate: f32) -> Pose {
        let t = seconds + self.later;
        Pose {
            deed: self.deed,
            t,
            stride: t * rate,
            held: self.held,
            thing: self.thing,
        }
    }
}

/// What a hand can hold.
const fn portable(thing: Thing) -> bool {
    !matches!(
        thing,
        Thing::Tree
            | Thing::Chair
            | Thing::Lighthouse
            | Thing::Windmill
            | Thing::House
            | Thing::Castle
            | Thing::Snowman
            | Thing::Statue
            | Thing::Fire
    )
}

fn airborne(subject: Subject, deed: Deed) -> bool {
    match subject {
        Subject::Craft(craft) => craft != Craft::Rocket || deed == Deed::Fly,
        Subject::Swimmer(Swimmer::Seal) => deed == Deed::Swim,
        Subject::Boat(_) | Subject::Swimmer(_) => false,
        _ => !figure::grounded(subject, deed) && deed != Deed::Swim,
    }
}
