export const en = {
  stepBegin: 'Open the vote',
  stepBeginScores: 'Open the vote: 0 to 3 points each',
  stepBeginDots: 'Open the vote with dots',
  stepClose: 'Close the vote',
  voted: 'voted',
}
