import type { Language } from '#shared/board/document.ts'
import { overLine } from '#shared/board/principle.ts'
import type { PageStory, PurposeContent } from '../board-file/purpose-content.ts'
import { count, decimal, plural } from '#shared/blocks/numbers.ts'
import { wordsOf } from './words.ts'

/** The product's own words on purpose pages, and on their sheets of paper. */
export interface PurposeWords {
  /** Above the sentence. */
  readonly purpose: string
  readonly meanings: string
  /** When nobody has said what they mean. */
  readonly phrases: string
  readonly grewFrom: (voices: number) => string
  readonly people: string
  readonly principles: string
  readonly promises: string
  readonly story: string
  readonly first: string
  readonly now: string
  readonly consent: (date: string, answered: number, entitled: number) => string
  readonly override: (date: string) => string
  readonly overrideReason: (reason: string) => string
  /** The adoption came with a file. `date`: when a facilitator said that it is theirs. */
  readonly imported: (date: string | null) => string
  readonly sponsor: (date: string) => string
  readonly workshop: (story: PageStory, from: string, to: string | null) => string
  readonly kept: (versions: number) => string
  /** The board on another server that the group goes on from. */
  readonly goesOn: (board: string, date: string) => string
  readonly version: (number: number, date: string) => string
  readonly review: (date: string) => string
  readonly translated: string
  readonly earlier: string
  readonly newer: string
  readonly isEarlier: (number: number, date: string) => string
  readonly paper: string
  readonly otherLanguage: string
  readonly hash: string
  readonly key: string
  readonly emblem: (name: string) => string
  readonly withdrawn: string
  readonly withdrawnMore: string
  readonly preview: string
  readonly more: (address: string) => string
  readonly quoted: (text: string) => string
  readonly promised: Readonly<Record<'title' | 'promise' | 'not' | 'seen', string>>
  readonly cases: string
  readonly andNot: string
  readonly settledBy: (principle: string) => string
  readonly shareBefore: (voices: number, of: number) => string
  readonly shareAfter: (voices: number, of: number) => string
  readonly noVote: string
  readonly askedAgain: (day: string, voices: number, of: number) => string
  readonly stillSettled: string
  readonly settledNoMore: string
  readonly stories: string
  /** Of a story's picture that nobody has described. */
  readonly pictureOfStory: string
  readonly strangers: string
  readonly recognised: (found: number, of: number) => string
  readonly byChance: (chance: number) => string
  /** The page for somebody's first day. */
  readonly toWelcome: string
  readonly welcome: string
  readonly welcomeLead: string
  readonly welcomeIntro: string
  readonly firstDays: Readonly<Record<'day' | 'week' | 'month' | 'later', string>>
  readonly heldTo: string
  readonly nothingYet: string
  readonly wholePage: string
  readonly takeAway: Readonly<Record<'share' | 'slide' | 'slidePicture' | 'poster', string>>
}

const en: PurposeWords = {
  purpose: 'Our purpose',
  meanings: 'What each phrase means',
  phrases: 'What its phrases grew from',
  grewFrom: (voices) =>
    `Grew from ${voices === 1 ? 'one voice' : `up to ${plural('en', voices, 'voice', 'voices')}`}`,
  people: 'For whom we work',
  principles: 'Our principles',
  promises: 'What you can expect of us',
  story: 'How it came about',
  first: 'The first version',
  now: 'The version we adopted',
  consent: (date, answered, entitled) =>
    `Adopted by consent on ${date}. ${count('en', answered)} of ${plural('en', entitled, 'person', 'people')} answered, and no objection was left without an answer.`,
  override: (date) => `Adopted on ${date} by decision of the facilitators, without the consent of everybody.`,
  overrideReason: (reason) => `The reason they gave: ${quotedIn('en', reason)}`,
  imported: (date) =>
    date === null
      ? 'This adoption was imported from a file.'
      : `This adoption was imported from a file; a facilitator confirmed it on ${date}.`,
  sponsor: (date) => `Adopted by the sponsor on ${date}.`,
  workshop: ({ people, notes, proposals }, from, to) => {
    const when = to === null || to === from ? `On ${from}` : `From ${from} to ${to}`
    const wrote =
      proposals === undefined
        ? plural('en', notes, 'idea', 'ideas')
        : plural('en', proposals, 'proposal', 'proposals')
    // Facilitators who lead alone are nobody's count.
    if (people === 0)
      return `${when}, ${wrote} ${(proposals ?? notes) === 1 ? 'was' : 'were'} written on one board.`
    return `${when}, ${plural('en', people, 'person', 'people')} worked on one board. ${wrote} ${(proposals ?? notes) === 1 ? 'was' : 'were'} written there.`
  },
  goesOn: (board, date) => `It was first adopted on ${date}, on the board ${quotedIn('en', board)}.`,
  kept: (versions) =>
    `They kept ${plural('en', versions, 'version', 'versions')} of this sentence on the way.`,
  version: (number, date) => `Version ${number}, published on ${date}`,
  review: (date) => `We look at it again by ${date}`,
  translated: 'Translation. The group adopted the sentence in French.',
  earlier: 'Earlier versions',
  newer: 'Read the present version',
  isEarlier: (number, date) => `This is version ${number}, of ${date}. There is a newer one.`,
  paper: 'One page to print (PDF)',
  otherLanguage: 'Français',
  hash: 'SHA-256 of the adopted words',
  key: 'Key of this server for evidence files:',
  emblem: (name) => `Emblem of ${name}`,
  withdrawn: 'This page was withdrawn.',
  withdrawnMore: 'The people who had published it took it back. Ask them for their present purpose.',
  preview: 'Preview. Nobody else can see this.',
  more: (address) => `More at ${address}`,
  quoted: (text) => quotedIn('en', text),
  promised: {
    title: 'What we promise',
    promise: 'We promise',
    not: 'We do not promise',
    seen: 'They will see it by this',
  },
  cases: 'What it has settled',
  andNot: 'and not:',
  settledBy: (principle) => `Settled by “${principle}”.`,
  shareBefore: (voices, of) => `${count('en', voices)} of ${count('en', of)} before talking`,
  shareAfter: (voices, of) => `${count('en', voices)} of ${count('en', of)} afterwards`,
  noVote: 'noted without a vote',
  askedAgain: (day, voices, of) => `Asked again on ${day}, with later words: ${voices} of ${of}.`,
  stillSettled: 'Settled as before.',
  settledNoMore: 'Not settled as before.',
  stories: 'Told among us',
  pictureOfStory: 'A picture of this story',
  strangers: 'From outside',
  recognised: (found, of) =>
    `${count('en', found)} of ${plural('en', of, 'stranger', 'strangers')} recognised it.`,
  byChance: (chance) =>
    `Among four sentences, without our name. Guessing would have found ${decimal('en', chance)}.`,
  toWelcome: 'First day here? Three minutes',
  welcome: 'Welcome.',
  welcomeLead: 'Your first day, in three minutes',
  welcomeIntro: 'You are joining a team that has written why it exists. In one sentence:',
  firstDays: {
    day: 'The first day',
    week: 'The first week',
    month: 'The first month',
    later: 'And then',
  },
  heldTo: 'To hold to it, and what it has already settled',
  nothingYet: 'Nothing yet. The first case will perhaps be yours.',
  wholePage: 'The whole page, with all promises and cases',
  takeAway: {
    share: 'A picture for sharing',
    slide: 'A slide (PDF)',
    slidePicture: 'The slide as a picture',
    poster: 'A poster, A3 (PDF)',
  },
}

const fr: PurposeWords = {
  purpose: 'Notre raison d’être',
  meanings: 'Ce que chaque mot veut dire',
  phrases: 'D’où viennent ses mots',
  grewFrom: (voices) =>
    voices === 1 ? 'Une voix derrière ces mots' : `${count('fr', voices)} voix au plus derrière ces mots`,
  people: 'Pour qui nous travaillons',
  principles: 'Nos principes',
  promises: 'Ce que vous pouvez attendre de nous',
  story: 'Comment elle est née',
  first: 'La première version',
  now: 'La version adoptée',
  consent: (date, answered, entitled) =>
    `Adoptée par consentement le ${date}. ${plural('fr', answered, 'personne', 'personnes')} sur ${count('fr', entitled)} ${answered < 2 ? 'a' : 'ont'} répondu, et aucune objection n’est restée sans réponse.`,
  override: (date) => `Adoptée le ${date} par décision des animateurs, sans le consentement de tous.`,
  overrideReason: (reason) => `Le motif donné\u00A0: ${quotedIn('fr', reason)}`,
  imported: (date) =>
    date === null
      ? 'Cette adoption a été importée d’un fichier.'
      : `Cette adoption a été importée d’un fichier\u00A0; un animateur l’a confirmée le ${date}.`,
  sponsor: (date) => `Adoptée par le commanditaire le ${date}.`,
  workshop: ({ people, notes, proposals }, from, to) => {
    const when = to === null || to === from ? `Le ${from}` : `Du ${from} au ${to}`
    const wrote =
      proposals === undefined
        ? plural('fr', notes, 'idée', 'idées')
        : plural('fr', proposals, 'proposition', 'propositions')
    if (people === 0)
      return `${when}, ${wrote} ${(proposals ?? notes) < 2 ? 'a été écrite' : 'ont été écrites'} sur un même tableau.`
    return `${when}, ${plural('fr', people, 'personne', 'personnes')} ${people < 2 ? 'a' : 'ont'} travaillé sur un même tableau et y ${people < 2 ? 'a' : 'ont'} écrit ${wrote}.`
  },
  goesOn: (board, date) => `Elle a d’abord été adoptée le ${date}, sur le tableau ${quotedIn('fr', board)}.`,
  kept: (versions) =>
    `${plural('fr', versions, 'version', 'versions')} de cette phrase ${versions < 2 ? 'a été gardée' : 'ont été gardées'} en chemin.`,
  version: (number, date) => `Version ${number}, publiée le ${date}`,
  review: (date) => `Nous la relirons avant le ${date}`,
  translated: 'Traduction. Le groupe a adopté la phrase en anglais.',
  earlier: 'Versions précédentes',
  newer: 'Lire la version actuelle',
  isEarlier: (number, date) => `Ceci est la version ${number}, du ${date}. Il en existe une plus récente.`,
  paper: 'Une page à imprimer (PDF)',
  otherLanguage: 'English',
  hash: 'SHA-256 des mots adoptés',
  key: 'Clef de ce serveur pour les dossiers de preuve\u00A0:',
  emblem: (name) => `Emblème\u00A0: ${name}`,
  withdrawn: 'Cette page a été retirée.',
  withdrawnMore:
    'Les personnes qui l’avaient publiée l’ont retirée. Demandez-leur leur raison d’être actuelle.',
  preview: 'Aperçu. Personne d’autre ne voit cette page.',
  more: (address) => `La suite\u00A0: ${address}`,
  quoted: (text) => quotedIn('fr', text),
  promised: {
    title: 'Ce que nous promettons',
    promise: 'Nous promettons',
    not: 'Nous ne promettons pas',
    seen: 'On le verra à ceci',
  },
  cases: 'Ce qu’elle a tranché',
  andNot: 'et non\u00A0:',
  settledBy: (principle) => `Tranché par «\u00A0${principle}\u00A0».`,
  shareBefore: (voices, of) => `${count('fr', voices)} sur ${count('fr', of)} avant d’en parler`,
  shareAfter: (voices, of) => `${count('fr', voices)} sur ${count('fr', of)} après`,
  noVote: 'noté sans vote',
  askedAgain: (day, voices, of) => `Reposé le ${day}, avec de nouveaux mots\u00A0: ${voices} sur ${of}.`,
  stillSettled: 'Tranché comme avant.',
  settledNoMore: 'N’est plus tranché comme avant.',
  stories: 'Ce que l’on se raconte',
  pictureOfStory: 'Une photo de cette histoire',
  strangers: 'Vue du dehors',
  recognised: (found, of) =>
    `${plural('fr', found, 'inconnu', 'inconnus')} sur ${count('fr', of)} ${found < 2 ? 'l’a reconnue' : 'l’ont reconnue'}.`,
  byChance: (chance) =>
    `Parmi quatre phrases, sans notre nom. Le hasard en aurait trouvé ${decimal('fr', chance)}.`,
  toWelcome: 'Premier jour ici\u202F? Trois minutes',
  welcome: 'Bienvenue.',
  welcomeLead: 'Votre premier jour, en trois minutes',
  welcomeIntro: 'Vous entrez dans une équipe qui a écrit pourquoi elle existe. En une phrase\u00A0:',
  firstDays: {
    day: 'Le premier jour',
    week: 'La première semaine',
    month: 'Le premier mois',
    later: 'Et ensuite',
  },
  heldTo: 'Pour la tenir, et ce que cela a déjà tranché',
  nothingYet: 'Rien encore. Le premier cas sera peut-être le vôtre.',
  wholePage: 'La page entière, avec les promesses et tous les cas',
  takeAway: {
    share: 'Une image à partager',
    slide: 'Une diapositive (PDF)',
    slidePicture: 'La diapositive en image',
    poster: 'Une affiche A3 (PDF)',
  },
}

const words: Readonly<Record<Language, PurposeWords>> = { en, fr }

export function purposeWords(language: Language): PurposeWords {
  return words[language]
}

/** The date of a moment, and of a day as 2027-05-31. */
export function dateIn(language: Language, when: number | string, zone: string | undefined): string {
  const { date } = wordsOf(language)
  return typeof when === 'string' ? date(Date.parse(when), 'UTC') : date(when, zone)
}

/** How the sentence was adopted, in one or two sentences; and that it came with a file. */
export function adoptionIn(language: Language, { purpose, zone }: PurposeContent): readonly string[] {
  const { consent, override, overrideReason, sponsor, imported } = words[language]
  const date = dateIn(language, purpose.at, zone)
  const { answered, entitled } = purpose.voices
  const { isImported, claimedAt } = purpose
  const claimed = claimedAt === undefined ? null : dateIn(language, claimedAt, zone)
  const origin = isImported ? [imported(claimed)] : []
  switch (purpose.kind) {
    case 'consent':
      return [consent(date, answered, entitled), ...origin]
    case 'override':
      return [override(date), ...(purpose.reason ? [overrideReason(purpose.reason)] : []), ...origin]
    case 'sponsor':
      return [sponsor(date), ...origin]
  }
}

/** The second side of a principle: the words that lead to it, and it. French joins the two ("au détriment du confort"). */
export function secondSide(
  over: string,
  language: Language,
): { readonly lead: string; readonly rest: string } {
  const line = overLine(over, language)
  let same = 0
  while (same < over.length && line.at(-1 - same) === over.at(-1 - same)) same += 1
  return { lead: line.slice(0, line.length - same), rest: line.slice(line.length - same) }
}

/** The days and numbers of the workshop. */
export function storyIn(language: Language, { story, zone, origin }: PurposeContent): readonly string[] {
  const { workshop, kept, goesOn } = words[language]
  const { startedAt, endedAt, versions } = story
  const to = endedAt === null ? null : dateIn(language, endedAt, zone)
  return [
    ...(origin ? [goesOn(origin.title, dateIn(language, origin.adoptedAt, zone))] : []),
    ...(startedAt === null ? [] : [workshop(story, dateIn(language, startedAt, zone), to)]),
    ...(versions < 2 ? [] : [kept(versions)]),
  ]
}

function quotedIn(language: Language, text: string): string {
  return language === 'fr' ? `«\u00A0${text}\u00A0»` : `“${text}”`
}
