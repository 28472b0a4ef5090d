import { stepEditorOf } from '../../panels/host/step-editor.tsx'

export const en = {
  title: 'Name',
  hint: 'People find a sentence for each group.',
  prompt: 'Name each group with a sentence.',
}

export const fr = {
  title: 'Nommer',
  hint: 'On trouve une phrase pour chaque groupe.',
  prompt: 'Nommez chaque groupe par une phrase.',
} satisfies typeof en

export const stepEditor = stepEditorOf({ en, fr }, () => ({
  activity: 'name',
  seconds: 120,
  least: 60,
  writing: 'none',
}))
