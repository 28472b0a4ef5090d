import { stepEditorOf } from '../../panels/host/step-editor.tsx'

export const en = {
  title: 'Reveal',
  hint: 'All private notes appear at once, in a random order.',
  prompt: 'Read what everyone wrote.',
}

export const fr = {
  title: 'Révéler',
  hint: 'Toutes les notes privées apparaissent ensemble, dans un ordre tiré au sort.',
  prompt: 'Lisez ce que chacun a écrit.',
} satisfies typeof en

export const stepEditor = stepEditorOf({ en, fr }, () => ({
  activity: 'reveal',
  seconds: null,
  writing: 'none',
}))
