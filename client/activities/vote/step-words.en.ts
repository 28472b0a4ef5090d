export const en = {
  stepBegin: 'Open the vote',
  stepClose: 'Close the vote',
  voted: 'voted',
  stepVoted: '{{voted}} of {{eligible}} voted',
}
