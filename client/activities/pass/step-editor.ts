import { stepEditorOf } from '../../panels/host/step-editor.tsx'

export const en = {
  title: 'Pass on',
  hint: 'Everyone builds on a note that someone else wrote in private. Each note goes to one person.',
  prompt: 'Build on the note you received: more precise, truer, shorter. Do not erase; write the next one.',
}

export const fr = {
  title: 'Faire passer',
  hint: 'Chacun prolonge une note qu’une autre personne a écrite en privé. Chaque note n’a qu’un lecteur.',
  prompt:
    'Prolongez la note reçue : plus précise, plus vraie, plus courte. N’effacez pas, écrivez la suivante.',
} satisfies typeof en

export const stepEditor = stepEditorOf({ en, fr }, () => ({
  activity: 'pass',
  seconds: 180,
  writing: 'private',
}))
