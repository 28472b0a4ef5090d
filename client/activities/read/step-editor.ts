import { stepEditorOf } from '../../panels/host/step-editor.tsx'

export const en = {
  title: 'Read',
  hint: 'People read, merge what is the same, and ask to understand.',
  prompt: 'Read everything. Ask what you do not understand.',
}

export const fr = {
  title: 'Lire',
  hint: 'On lit, on réunit ce qui dit la même chose, on demande ce qui n’est pas clair.',
  prompt: 'Lisez tout. Demandez ce que vous ne comprenez pas.',
} satisfies typeof en

export const stepEditor = stepEditorOf({ en, fr }, () => ({
  activity: 'read',
  seconds: 300,
  writing: 'none',
}))
