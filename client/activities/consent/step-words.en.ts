export const en = {
  ask: 'Open the question',
  askAgain: 'Ask again',
  close: 'Close the question',
  adopt: 'Adopt this sentence',
  answered: 'answered',
  figures: '{{voted}} of {{eligible}} answered',
}
