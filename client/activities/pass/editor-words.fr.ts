import type { en } from './editor-words.en.ts'

export const fr = {
  title: 'Faire passer',
  hint: 'Chacun prolonge une note qu’une autre personne a écrite en privé. Chaque note n’a qu’un lecteur.',
  prompt:
    'Prolongez la note reçue : plus précise, plus vraie, plus courte. N’effacez pas, écrivez la suivante.',
} satisfies typeof en
