export const en = {
  ask: 'Open the question',
  askAgain: 'Ask again',
  close: 'Close the question',
  reply: 'Answer the objections',
  amend: 'Amend the sentence',
  keep: 'Keep the amended sentence',
  adopt: 'Adopt this sentence',
  answered: 'answered',
}
