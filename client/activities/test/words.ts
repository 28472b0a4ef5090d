import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  noSentences: 'There is no sentence to test yet.',
  noSentencesToLead:
    'There is no sentence to test yet. Go back to the rewriting step and keep a version of a statement.',
  unanswered_one: '{{count}} sentence has no answers.',
  unanswered_other: '{{count}} sentences have no answers.',
  again: 'Test it again: sentence {{number}} of {{of}}',
  waiting: 'The facilitator puts the next sentence to the test in a moment.',
  place: 'Sentence {{number}} of {{of}}',
  heading: 'Our sentence',
  namesHeading: 'Other organisations',
  namesLabel: 'Three or four names, with commas between them',
  namesHint: 'Take organisations that everybody here knows: a competitor, a supplier, a public service.',
  namesMissing: 'Give three or four different names.',
  namesBegin: 'Put the first sentence to the test',
  question: 'Could {{name}} sign this sentence as it stands?',
  promise:
    'Your answers stay secret, and you can change them until the test is closed. How often each answer was given appears then, if at least three people answered.',
  judged: '{{done}} of {{of}} answered',
  earlier: 'Tested before',
  oppositeLabel: 'The opposite of it',
  oppositeHint: 'If no sensible person would defend the opposite, the sentence chooses nothing.',
  whoLabel: 'Who, exactly?',
  quoted: '“{{text}}”',
  mondayLabel: 'On Monday morning',
  mondayHint: 'Name one decision that this sentence would have changed.',
  previous: 'Sentence before',
  next: 'Next sentence',
  vague: 'Who is meant by {{words}}?',
  namesNobody: 'It names nobody on the map.',
  fromMap: 'From the map',
  spared_one:
    'Nothing to ask of {{count}} sentence: it names somebody on the map and has no vague word for people.',
  spared_other:
    'Nothing to ask of {{count}} sentences: they name somebody on the map and have no vague word for people.',
  defend: 'I could defend it',
  defendHint:
    'Mark every opposite that a sensible person could defend. It is secret; leading on counts the marks.',
  leads: 'The others write now. Their answers appear when you show them.',
  theirsHint:
    'Real sentences of comparable organisations. The facilitator says whose they are once you have answered.',
  theirsHeading: 'Could we sign theirs?',
  theirsLabel: 'Published purposes of others: one a line, then a dash, then whose it is',
  theirsExample: 'To help people and businesses prosper — Example Bank',
  theirsMissing: 'Each line needs its source, at most six lines.',
  theirsAsk: 'Ask the room',
}

export const fr = {
  noSentences: 'Il n’y a pas encore de phrase à éprouver.',
  noSentencesToLead:
    'Il n’y a pas encore de phrase à éprouver. Revenez à l’étape de réécriture et gardez une version d’une phrase.',
  unanswered_one: '{{count}} phrase est restée sans réponse.',
  unanswered_other: '{{count}} phrases sont restées sans réponse.',
  again: 'Refaire l’épreuve : phrase {{number}} sur {{of}}',
  waiting: 'L’animateur met la phrase suivante à l’épreuve dans un instant.',
  place: 'Phrase {{number}} sur {{of}}',
  heading: 'Notre phrase',
  namesHeading: 'D’autres organisations',
  namesLabel: 'Trois ou quatre noms, séparés par des virgules',
  namesHint:
    'Choisissez des organisations que tout le monde connaît ici : un concurrent, un fournisseur, un service public.',
  namesMissing: 'Donnez trois ou quatre noms différents.',
  namesBegin: 'Mettre la première phrase à l’épreuve',
  // Without "que", which elides before some names.
  question: 'Cette phrase pourrait-elle être signée telle quelle par {{name}} ?',
  promise:
    'Vos réponses restent secrètes, et vous pouvez les changer jusqu’à la clôture. Leur répartition apparaît ensuite, si trois personnes au moins ont répondu.',
  judged: 'Réponses : {{done}} sur {{of}}',
  earlier: 'Déjà mises à l’épreuve',
  oppositeLabel: 'Son contraire',
  oppositeHint: 'Si personne de sensé ne défendrait le contraire, la phrase ne choisit rien.',
  whoLabel: 'Qui, exactement ?',
  quoted: '« {{text}} »',
  mondayLabel: 'Lundi matin',
  mondayHint: 'Citez une décision que cette phrase aurait changée.',
  previous: 'Phrase précédente',
  next: 'Phrase suivante',
  vague: 'Qui est-ce, {{words}} ?',
  namesNobody: 'Elle ne nomme personne de la carte.',
  fromMap: 'Sur la carte',
  spared_one:
    'Rien à demander à {{count}} phrase : elle nomme quelqu’un de la carte et n’a pas de mot vague pour dire qui.',
  spared_other:
    'Rien à demander à {{count}} phrases : elles nomment quelqu’un de la carte et n’ont pas de mot vague pour dire qui.',
  defend: 'Je pourrais le défendre',
  defendHint:
    'Marquez chaque contraire que quelqu’un de sensé pourrait défendre. C’est secret ; les marques sont comptées quand on passe à la suite.',
  leads: 'Les autres écrivent. Leurs réponses apparaissent quand vous les montrez.',
  theirsHint:
    'De vraies phrases d’organisations comparables. L’animateur dit de qui elles sont quand vous avez répondu.',
  theirsHeading: 'Pourrions-nous signer la leur ?',
  theirsLabel: 'Raisons d’être publiées par d’autres : une par ligne, puis un tiret, puis de qui',
  theirsExample: 'Aider chacun à aller plus loin — Banque Exemple',
  theirsMissing: 'Chaque ligne a besoin de sa source ; six lignes au plus.',
  theirsAsk: 'Poser la question',
} satisfies typeof en

/** The sentences of the task and of the projector. */
export const testWords = wordsOf({ en, fr })
