// Fills the pack's baseline form in the engine of ODK Web Forms: what is asked, what is refused, what is sent.
//
//     node tests/forms/baseline.mjs BASELINE.xml
//
// Run where `@getodk/xforms-engine` and `jsdom` are installed. Exits 1 if the form does not behave.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { loadEngine } from './engine.mjs';

const { loadForm } = await loadEngine();
const files = {
	'admin1.csv': 'name,label,admin1\nBDI012,Muyinga,\n',
	'admin2.csv': 'name,label,admin1\nBDI012001,Buhinyuza,BDI012\nBDI001001,Bubanza,BDI001\n',
};
const fetchFormAttachment = async (resource) => {
	const name = String(resource).split('/').at(-1);
	return new Response(files[name], { headers: { 'content-type': 'text/csv' } });
};
const form = await loadForm(readFileSync(process.argv[2], 'utf8'), { fetchFormAttachment });
if (form.status === 'failure') throw form.error;
const { root } = form.createInstance();

function* walk(node) {
	yield node;
	for (const child of node.currentState.children ?? []) yield* walk(child);
}
const find = (name) => {
	const node = [...walk(root)].find((candidate) => candidate.currentState.reference.endsWith(`/${name}`));
	assert.ok(node, `there is a question ${name}`);
	return node;
};
const pick = (name, value) => find(name).selectValue(value);
const set = (values) => Object.entries(values).forEach(([name, value]) => find(name).setValue(value));
const relevant = (name) => find(name).currentState.relevant;
const violations = async () => {
	const { violations } = await root.prepareInstancePayload({ payloadType: 'monolithic' });
	return (violations ?? []).map((violation) => violation.reference.split('/').at(-1)).sort();
};
const choices = (name) => find(name).currentState.valueOptions.map((option) => option.value);

pick('admin1', 'BDI012');
assert.deepEqual(choices('admin2'), ['BDI012001'], 'communes are those of the province');
pick('admin2', 'BDI012001');
pick('location_type', 'host_community');
set({ location_name: 'Rugari' });
pick('access', 'not_accessible');
assert.equal(relevant('idp_households'), false, 'people are not counted where nobody could go');
assert.deepEqual(await violations(), [], 'a place that could not be reached is a whole submission');

pick('access', 'accessible');
assert.equal(relevant('idp_households'), true);
set({ ki_count: 3n, ki_female: 1n, ki_male: 1n, idp_households: 2n, idp_individuals: 9n });
set({ returnee_internal_households: 0n, returnee_internal_individuals: 0n, returnee_abroad_households: 0n, returnee_abroad_individuals: 0n });
const bands = ['female', 'male'].flatMap((sex) => ['0', '1_5', '6_17', '18_59', '60_plus'].map((band) => `idp_${sex}_${band}`));
bands.forEach((name) => set({ [name]: 1n }));
const reasons = ['natural_disaster', 'conflict', 'other'];
reasons.forEach((reason) => set({ [`idp_households_${reason}`]: 1n, [`idp_individuals_${reason}`]: 3n }));
pick('new_displacement_reported', 'no');
pick('departure_reported', 'no');
assert.deepEqual(await violations(), ['idp_households_other', 'idp_male_60_plus', 'ki_male'], 'sums that differ are refused');
set({ ki_male: 2n, idp_male_60_plus: 0n, idp_households_other: 0n });
assert.deepEqual(await violations(), []);

pick('new_displacement_reported', 'yes');
assert.deepEqual(await violations(), ['cause', 'new_households', 'new_individuals'], 'who says there were arrivals tells of them');
pick('cause', 'natural_disaster');
pick('hazard', 'flood');
set({ new_households: 2n, new_individuals: 7n });
assert.deepEqual(await violations(), []);
const { data } = await root.prepareInstancePayload({ payloadType: 'monolithic' });
const xml = await data[0].get('xml_submission_file').text();
assert.match(xml, /<idp_sex_age_total>9<\/idp_sex_age_total>/);
assert.match(xml, /<new_displacement>.*<hazard>flood<\/hazard>.*<\/new_displacement>/s);
assert.doesNotMatch(xml, /<departure>/, 'nobody left');
console.log('baseline: asks, refuses and sends as it should');
