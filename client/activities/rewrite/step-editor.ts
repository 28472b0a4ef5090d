import { stepEditorOf } from '../../panels/host/step-editor.tsx'

export const en = {
  title: 'Rewrite',
  hint: 'A few statements side by side: people rewrite them together and keep versions.',
  prompt: 'Go from fine words to true ones: what only we could sign.',
}

export const fr = {
  title: 'Réécrire',
  hint: 'Quelques phrases côte à côte : on les réécrit ensemble et on en garde des versions.',
  prompt: 'Passer du beau au vrai : ce que nous seuls pouvons signer.',
} satisfies typeof en

export const stepEditor = stepEditorOf({ en, fr }, () => ({
  activity: 'rewrite',
  seconds: 900,
  writing: 'shared',
}))
