import type { en } from './editor-words.en.ts'

export const fr = {
  title: 'Mettre à l’épreuve',
  hint: 'La dernière version de chaque phrase est mise à l’épreuve : sous d’autres noms, par son contraire, ou par écrit.',
  kind: 'L’épreuve',
  swap: 'Changer le nom',
  swapHint: 'Une autre organisation pourrait-elle la signer ? Vote secret : oui, presque, non.',
  opposite: 'Le contraire',
  oppositeHint: 'Chacun écrit le contraire, en privé.',
  who: 'Qui, exactement ?',
  whoHint: 'Chacun nomme les personnes derrière les grands mots, en privé.',
  monday: 'Lundi matin',
  mondayHint: 'Chacun cite une décision qu’elle aurait changée, en privé.',
  names: 'D’autres organisations, séparées par des virgules',
  namesHint: 'Trois ou quatre. Sans elles, l’animateur les donne au début de l’étape.',
  ours: 'Le nom de cette équipe, tel que les phrases le portent',
  oursHint: 'Sans lui, la phrase est prêtée telle quelle aux autres organisations.',
  promptSwap: 'Changez le nom : une autre organisation pourrait-elle signer cette phrase telle quelle ?',
  promptOpposite: 'Écrivez le contraire. Si personne de sensé ne le défendrait, la phrase ne choisit rien.',
  promptWho: 'Qui, exactement ? Remplacez chaque « tous » par quelqu’un de la carte.',
  promptMonday: 'Lundi matin : citez une décision que cette phrase aurait changée.',
} satisfies typeof en
