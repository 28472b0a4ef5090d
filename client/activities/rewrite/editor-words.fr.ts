import type { en } from './editor-words.en.ts'

export const fr = {
  title: 'Réécrire',
  hint: 'Quelques phrases côte à côte : on les réécrit ensemble et on en garde des versions.',
  prompt: 'Passer du beau au vrai : ce que nous seuls pouvons signer.',
  most: 'Nombre maximal de phrases',
  minus: 'moins',
  plus: 'plus',
} satisfies typeof en
