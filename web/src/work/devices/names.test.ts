import { describe, expect, it } from 'vitest'
import { namesIn } from './names'

describe('names of several devices', () => {
  it('stand one a line', () => {
    expect(namesIn('Aline N.\r\n  Bosco K. \n\nClaude\n')).toEqual(['Aline N.', 'Bosco K.', 'Claude'])
  })
  it('are the first column of what was pasted from a spreadsheet', () => {
    expect(namesIn('Aline\tGitega\nBosco;Ruyigi\n"Claude","Muyinga"\n\tDivine')).toEqual(['Aline', 'Bosco', 'Claude', 'Divine'])
  })
  it('come once each', () => {
    expect(namesIn('Aline\nBosco\nAline')).toEqual(['Aline', 'Bosco'])
  })
})
