// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { readAnswers } from './answers'

it('does not take what is no XML for answers that are missing', () => {
  expect(readAnswers('<data><name>N', [{ name: 'name', kind: 'text' }])).toBeNull()
})

it('reads answers by their columns: groups do not show, entries of repeats keep theirs', () => {
  const xml = `<?xml version='1.0' ?><data id="h" xmlns:orx="http://openrosa.org/xforms"><about><name>Néema &amp; co</name><people>12</people></about>
    <when>2026-01-12</when><needs>water food</needs><where>-3.38 29.36 772 4.5</where><empty/>
    <member><name>Aline</name><age>7</age></member><member><name>Jo</name><age>x</age></member>
    <orx:meta><orx:instanceID>uuid:1</orx:instanceID></orx:meta></data>`
  const column = (name: string, kind: string, columns: { name: string; kind: string }[] = []) => ({ name, kind, columns })
  const answers = readAnswers(xml, [
    column('name', 'text'),
    column('people', 'integer'),
    column('when', 'date'),
    column('needs', 'choices'),
    column('where', 'point'),
    column('empty', 'text'),
    column('not_there', 'integer'),
    column('member', 'repeat', [column('name', 'text'), column('age', 'integer')]),
  ])
  expect(answers).toEqual({
    name: { type: 'text', value: 'Néema & co' },
    people: { type: 'integer', value: 12 },
    when: { type: 'date', value: '2026-01-12' },
    needs: { type: 'choices', value: ['water', 'food'] },
    where: { type: 'point', value: { latitude: -3.38, longitude: 29.36, accuracy_m: 4.5 } },
    empty: { missing: 'missing' },
    not_there: { missing: 'missing' },
    member: {
      type: 'repeat',
      value: [
        { name: { type: 'text', value: 'Aline' }, age: { type: 'integer', value: 7 } },
        { name: { type: 'text', value: 'Jo' }, age: { type: 'text', value: 'x' } },
      ],
    },
  })
})
