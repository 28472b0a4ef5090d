import { stepEditorOf } from '../../panels/host/step-editor.tsx'

export const en = {
  title: 'Group',
  hint: 'People lay together what belongs together.',
  prompt: 'Without talking, put the notes that belong together into groups.',
}

export const fr = {
  title: 'Regrouper',
  hint: 'On rapproche ce qui va ensemble.',
  prompt: 'Sans parler, regroupez les notes qui vont ensemble.',
} satisfies typeof en

export const stepEditor = stepEditorOf({ en, fr }, () => ({
  activity: 'group',
  seconds: 480,
  least: 240,
  writing: 'none',
}))
