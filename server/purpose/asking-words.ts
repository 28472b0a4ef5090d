import type { Language } from '#shared/board/document.ts'
import { count, decimal, plural } from '#shared/blocks/numbers.ts'

/** The product's own words on the pages on which people outside a board are asked. */
export interface AskingWords {
  readonly title: string
  readonly otherLanguage: string
  readonly opens: (date: string) => string
  readonly until: (date: string) => string
  readonly privacy: string
  readonly send: string
  readonly answer: string
  readonly missing: string
  readonly problems: Readonly<Record<'over' | 'full' | 'busy' | 'other', string>>
  readonly noScript: string
  readonly thanks: string
  readonly told: (date: string) => string
  readonly knows: string
  /** The same, where the database keeps deleted bytes for a while. */
  readonly knowsKept: string
  readonly again: string
  readonly few: (fewest: number) => string
  readonly twice: string
  readonly which: string
  readonly candidates: string
  readonly chosen: string
  readonly words: string
  readonly tap: string
  readonly skip: string
  readonly untold: string
  readonly recognised: (found: number, of: number) => string
  readonly guessing: (chance: number) => string
  readonly onceIn: (times: number) => string
  readonly byChance: (chance: number) => string
  readonly toldBy: string
  readonly noWords: string
  readonly others: string
  readonly theirs: string
  readonly fewToTell: (fewest: number) => string
  readonly carry: string
  readonly decision: string
  readonly badge: string
  readonly hidden: (fewest: number) => string
  readonly carried: (carrying: number, of: number) => string
  readonly day: (date: string) => string
  readonly pulseOf: (date: string) => string
  readonly carrying: string
  readonly decisions: string
  readonly noLines: string
  readonly samePeople: string
  readonly share: (part: number, of: number) => string
  readonly needsOf: (who: string) => string
  readonly isNeed: string
  readonly answers: Readonly<Record<'yes' | 'almost' | 'no', string>>
  readonly more: string
  readonly said: string
  readonly confirmed: (needs: number, of: number) => string
}

const en: AskingWords = {
  title: 'One question, one minute',
  otherLanguage: 'Français',
  opens: (date) => `This question opens on ${date}.`,
  until: (date) => `until ${date}`,
  privacy: 'No account, no cookie. Nobody will know that it was you.',
  send: 'Send',
  answer: 'Answer',
  missing: 'Choose an answer first.',
  problems: {
    over: 'This question is closed: your answer was not counted.',
    full: 'So many have answered that no more answers are taken. Thank you all the same.',
    busy: 'Many people are answering at this moment. Try again in a minute: your words are still here.',
    other: 'Your answer did not arrive. Try again: your words are still here.',
  },
  noScript: 'This page needs JavaScript: this browser alone keeps that it has answered.',
  thanks: 'Thank you.',
  told: (date) => `The result will be on this page on ${date}.`,
  knows:
    'This browser keeps that it has answered, so that it counts once. The server does not know who you are, and destroys every single answer when the question closes.',
  knowsKept:
    'This browser keeps that it has answered, so that it counts once. The server does not know who you are, and deletes every single answer when the question closes. Its database keeps them for a while longer, in its log and its backups.',
  again: 'Change my answer',
  few: (fewest) => `Answers are counted from the ${fewest === 5 ? 'fifth' : 'third'} on.`,
  twice: 'One answer a browser: anybody who wants to can answer twice. Never who, nor when.',
  which: 'Which one is theirs?',
  candidates: 'Four sentences',
  chosen: 'You chose this one.',
  words: 'Which words told you?',
  tap: 'Tap them, or skip. Nobody will know that it was you.',
  skip: 'Skip the words',
  untold: 'We do not say yet which one is theirs: others are still looking.',
  recognised: (found, of) => `${count('en', found)} of ${count('en', of)} recognised it.`,
  guessing: (chance) => `Guessing finds ${decimal('en', chance)}.`,
  onceIn: (times) => `Guessing would find as many only once in ${large('en', times)} times.`,
  byChance: (chance) => `guessing: ${decimal('en', chance)}`,
  toldBy: 'The words that told them',
  noWords: 'Nobody pointed at words.',
  others: 'The three others',
  theirs: 'This one is theirs',
  fewToTell: (fewest) =>
    `Fewer than ${fewest === 5 ? 'five' : 'three'} people answered, so nothing is told, and nothing of their answers is kept.`,
  carry: 'Can you still carry it?',
  decision: 'A decision that the sentence changed, if you see one',
  badge: 'Nobody else, before all is shown',
  hidden: (fewest) =>
    `Answers are shown when the question closes, if at least ${fewest === 5 ? 'five' : 'three'} people have answered.`,
  carried: (carrying, of) => `${count('en', carrying)} of ${count('en', of)} carry it.`,
  day: (date) => `The day, ${date}`,
  pulseOf: (date) => `Asked until ${date}`,
  carrying: 'To carry it means 3, 4 or 5.',
  decisions: 'Decisions that it changed',
  noLines: 'Nobody wrote a line.',
  samePeople: 'They are not always the same people.',
  share: (part, of) => `${count('en', part)} of ${count('en', of)}`,
  needsOf: (who) => `For “${who}”`,
  isNeed: 'Is this what you need?',
  answers: { yes: 'Yes', almost: 'Almost', no: 'No' },
  more: 'What you would say instead, if you wish',
  said: 'What they wrote',
  confirmed: (needs, of) =>
    `${count('en', needs)} of ${plural('en', of, 'need is', 'needs are')} confirmed by most.`,
}

const fr: AskingWords = {
  title: 'Une question, une minute',
  otherLanguage: 'English',
  opens: (date) => `Cette question ouvre le ${date}.`,
  until: (date) => `jusqu’au ${date}`,
  privacy: 'Pas de compte, pas de cookie. Personne ne saura que c’est vous.',
  send: 'Envoyer',
  answer: 'Répondre',
  missing: 'Choisissez d’abord une réponse.',
  problems: {
    over: 'Cette question est close\u00A0: votre réponse n’a pas été comptée.',
    full: 'Tant de personnes ont répondu qu’aucune réponse n’est plus prise. Merci quand même.',
    busy: 'Beaucoup de personnes répondent en ce moment. Réessayez dans une minute\u00A0: vos mots sont toujours là.',
    other: 'Votre réponse n’est pas arrivée. Réessayez\u00A0: vos mots sont toujours là.',
  },
  noScript: 'Cette page a besoin de JavaScript\u00A0: seul ce navigateur retient qu’il a répondu.',
  thanks: 'Merci.',
  told: (date) => `Le résultat sera sur cette page le ${date}.`,
  knows:
    'Ce navigateur retient qu’il a répondu, pour ne compter qu’une fois. Le serveur ne sait pas qui vous êtes, et détruit chacune des réponses quand la question se ferme.',
  knowsKept:
    'Ce navigateur retient qu’il a répondu, pour ne compter qu’une fois. Le serveur ne sait pas qui vous êtes, et supprime chacune des réponses quand la question se ferme. Sa base de données les garde encore un temps, dans son journal et ses sauvegardes.',
  again: 'Changer ma réponse',
  few: (fewest) => `Les réponses comptent à partir de la ${fewest === 5 ? 'cinquième' : 'troisième'}.`,
  twice: 'Une réponse par navigateur\u00A0: qui le veut peut répondre deux fois. Jamais qui, ni quand.',
  which: 'Laquelle est la leur\u202F?',
  candidates: 'Quatre phrases',
  chosen: 'Vous avez choisi celle-ci.',
  words: 'Quels mots vous l’ont dit\u202F?',
  tap: 'Touchez-les, ou passez. Personne ne saura que c’est vous.',
  skip: 'Passer les mots',
  untold: 'Nous ne disons pas encore laquelle est la leur\u00A0: d’autres cherchent.',
  recognised: (found, of) =>
    `${count('fr', found)} sur ${count('fr', of)} ${found < 2 ? 'l’a reconnue' : 'l’ont reconnue'}.`,
  guessing: (chance) => `Le hasard en trouve ${decimal('fr', chance)}.`,
  onceIn: (times) => `Il n’en trouverait autant qu’une fois sur ${large('fr', times)}.`,
  byChance: (chance) => `le hasard\u00A0: ${decimal('fr', chance)}`,
  toldBy: 'Les mots qui le leur ont dit',
  noWords: 'Personne n’a montré de mots.',
  others: 'Les trois autres',
  theirs: 'Celle-ci est la leur',
  fewToTell: (fewest) =>
    `Moins de ${fewest === 5 ? 'cinq' : 'trois'} personnes ont répondu\u00A0: rien n’est dit, et rien de leurs réponses n’est gardé.`,
  carry: 'Pouvez-vous encore la porter\u202F?',
  decision: 'Une décision que la phrase a changée, si vous en voyez une',
  badge: 'Personne d’autre, avant que tout soit montré',
  hidden: (fewest) =>
    `Les réponses sont montrées à la fermeture, si ${fewest === 5 ? 'cinq' : 'trois'} personnes au moins ont répondu.`,
  carried: (carrying, of) =>
    `${count('fr', carrying)} sur ${count('fr', of)} ${carrying < 2 ? 'la porte' : 'la portent'}.`,
  day: (date) => `La journée du ${date}`,
  pulseOf: (date) => `Demandé jusqu’au ${date}`,
  carrying: 'Porter veut dire 3, 4 ou 5.',
  decisions: 'Des décisions qu’elle a changées',
  noLines: 'Personne n’a écrit de ligne.',
  samePeople: 'Ce ne sont pas toujours les mêmes personnes.',
  share: (part, of) => `${count('fr', part)} sur ${count('fr', of)}`,
  needsOf: (who) => `Pour «\u00A0${who}\u00A0»`,
  isNeed: 'Est-ce ce dont vous avez besoin\u202F?',
  answers: { yes: 'Oui', almost: 'Presque', no: 'Non' },
  more: 'Ce que vous diriez à la place, si vous le souhaitez',
  said: 'Ce qui a été écrit',
  confirmed: (needs, of) =>
    `${plural('fr', needs, 'besoin', 'besoins')} sur ${count('fr', of)} ${needs < 2 ? 'est confirmé' : 'sont confirmés'} par la plupart.`,
}

/** Two digits say enough: "4.9 billion". */
function large(language: Language, of: number): string {
  const most = 1e15
  const isHuge = of >= 1e6
  return new Intl.NumberFormat(language, {
    maximumSignificantDigits: of < 10 ? 2 : isHuge ? 1 : 2,
    ...(isHuge && { notation: 'compact', compactDisplay: 'long' }),
  }).format(Math.min(of, most))
}

const words: Readonly<Record<Language, AskingWords>> = { en, fr }

export function askingWords(language: Language): AskingWords {
  return words[language]
}
