import { create } from './words/create';
import { detail } from './words/detail';
import { fields } from './words/fields';
import { files } from './words/files';
import { queue } from './words/queue';
import { settings } from './words/settings';
import { shelf } from './words/shelf';
import { shell } from './words/shell';
import { takes } from './words/takes';
import { tree } from './words/tree';

/** Every sentence of the page. Words for one thing are the same everywhere. */
export const words = {
  ...shell,
  ...create,
  ...shelf,
  ...tree,
  ...takes,
  ...settings,
  ...queue,
  ...files,
  ...detail,
  ...fields,
} as const;

/** What can be said to a prompt. */
export const requests = [
  'make it night',
  'add a dog',
  'make the car blue',
  'the camera pans left',
] as const;

/** The three ways to begin. */
export const examples = [
  {
    kind: 'Film',
    title: 'Courier robot at a crossing',
    picture: 'crossing',
    prompt:
      'A six-wheeled courier robot waits at a city crossing at dusk, then rolls over the wet street as the rain starts.',
  },
  {
    kind: 'Driving data',
    title: 'Cut-in on a wet motorway',
    picture: 'motorway',
    prompt:
      'Dash camera on a motorway at night in heavy rain. The car on the right cuts in at twelve metres.',
  },
  {
    kind: 'Manipulation',
    title: 'Gripper lifts a red cup',
    picture: 'gripper',
    prompt:
      'A robot gripper lifts a red cup from a wooden table in a workshop, turns it a quarter and sets it down.',
  },
] as const;
