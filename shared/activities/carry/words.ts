export const en = {
  title: 'Can we carry them?',
  hint: 'From 0 to 5, in secret: can you carry each of these sentences?',
  prompt: 'Can you carry these sentences?',
  show: 'Show the answers',
  nothing: 'There is no sentence to carry.',
  degree: 'From 0 (I cannot) to 5 (I will stand up for it)',
  change: 'What would have to change? (if anything)',
  sentence: 'Sentence {{label}}',
}

export const fr = {
  title: 'Pouvons-nous les porter ?',
  hint: 'De 0 à 5, en secret : pouvez-vous porter chacune de ces phrases ?',
  prompt: 'Pouvez-vous porter ces phrases ?',
  show: 'Montrer les réponses',
  nothing: 'Il n’y a pas de phrase à porter.',
  degree: 'De 0 (je ne peux pas) à 5 (je la défendrai)',
  change: 'Que faudrait-il changer ? (facultatif)',
  sentence: 'Phrase {{label}}',
} satisfies typeof en
