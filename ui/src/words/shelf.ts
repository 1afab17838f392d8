import { plural } from './plural';

/** Templates, style presets and what should not be seen. */
export const shelf = {
  shelf: {
    title: 'Templates and presets',
    open: 'Templates',
    openWhy: 'Prompts with gaps to fill in, and looks for the prompt you have',
    list: 'Templates and presets',
    find: 'Find a template or preset',
    nothing: (query: string) => `Nothing is called “${query}”.`,
    templates: 'Templates',
    templatesWhy: 'A prompt with gaps to fill in',
    presets: 'Style presets',
    presetsWhy: 'A look for the prompt you have, as changes to take or leave',
    yours: 'yours',
    loading: 'Looking…',
    // A template
    preview: 'Makes this prompt',
    negative: 'Not seen',
    use: 'Use it',
    taken: (name: string) => `Template ${name} taken`,
    needs: 'Fill in what is marked first',
    // A preset
    phrases: 'Asks for',
    putOn: 'Put it on',
    replaces: 'What excludes it in your prompt is proposed to give way. Locks hold.',
    proposed: (name: string, changes: number, left: number) =>
      changes === 0
        ? `${name} changes nothing.`
        : `${name}: ${plural(changes, 'change', 'changes')} proposed${left > 0 ? `, ${left} left out` : ''}.`,
    changesNothing: (name: string) => `${name} changes nothing here.`,
    leftOut: (name: string) => `Of ${name} left out:`,
    left: (part: string, why: string) => `“${part}”: ${why}`,
    // Their own
    newTemplate: 'New template',
    newPreset: 'New preset',
    ofPrompt: 'The prompt as a template',
    edit: 'Edit',
    remove: 'Delete',
    save: 'Save',
    saving: 'Saving…',
    saved: (name: string) => `${name} saved`,
    removed: (name: string) => `${name} deleted`,
    fields: {
      name: 'Name',
      about: 'What it is for',
      text: 'Text',
      phrases: 'Phrases',
      negative: 'Not seen',
    },
    why: {
      text: 'A gap is a name in braces: {subject}, or {weather: light rain} with what stands there when nothing is said.',
      phrases:
        'One on each line, up to 12: soft light. Begin with camera:, lighting:, style:, colors:, weather: or pace: where it can’t be told.',
      negative: 'Parted by commas',
    },
  },
  // What should not be seen
  negative: {
    label: 'Negative prompt',
    add: 'Negative prompt',
    why: 'What should not be seen',
    hint: 'What should not be seen: text, watermark, camera shake',
    sketch: 'Preview sketch',
    notSent: (engine: string) => `${engine} takes none: it is kept, and not sent.`,
    offered: (preset: string) => `With ${preset}, also not:`,
    accept: 'Add',
    leave: 'Leave out',
    clear: 'Empty the negative prompt',
  },
};
