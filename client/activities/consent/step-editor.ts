import { stepEditorOf } from '../../panels/host/step-editor.tsx'

export const en = {
  title: 'Consent',
  hint: 'Everyone says in secret from 0 to 5 whether they can carry one sentence. Objections get an answer; then it is adopted.',
  prompt: 'Can you carry this sentence?',
  help: 'What would harm our team, or those we serve, if we adopted this sentence?',
}

export const fr = {
  title: 'Consentir',
  hint: 'Chacun dit en secret, de 0 à 5, s’il peut porter une phrase. Les objections reçoivent une réponse ; puis elle est adoptée.',
  prompt: 'Pouvez-vous porter cette phrase ?',
  help: 'Qu’est-ce qui abîmerait notre équipe, ou ceux que nous servons, si nous adoptions cette phrase ?',
} satisfies typeof en

export const stepEditor = stepEditorOf({ en, fr }, (both) => ({
  activity: 'consent',
  prompt: [both('prompt'), both('help')],
  seconds: 900,
  writing: 'none',
}))
