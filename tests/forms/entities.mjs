// Fills in forms with entities in the engine of ODK Web Forms: what would be sent about them.
//
//     for name in create repeat update; do target/debug/examples/compile tests/forms/corpus/entity_$name.md $name.xml; done
//     node tests/forms/entities.mjs create.xml repeat.xml update.xml
//
// Run where `@getodk/xforms-engine` and `jsdom` are installed. Exits 1 if a form does not behave.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { loadEngine } from './engine.mjs';

const { loadForm } = await loadEngine();
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const households = 'name,label,__version,__trunkVersion,__branchId\nh-7,Seven,4,2,phone-1\n';
const fetchFormAttachment = async () => new Response(households, { headers: { 'content-type': 'text/csv' } });

/** A submission about to be filled in. */
async function begin(path) {
	const form = await loadForm(readFileSync(path, 'utf8'), { fetchFormAttachment });
	if (form.status === 'failure') throw form.error;
	const { root } = form.createInstance();
	function* walk(node) {
		yield node;
		for (const child of node.currentState.children ?? []) yield* walk(child);
	}
	/** The questions of that name, one for each entry. */
	const all = (name) => [...walk(root)].filter((node) => node.currentState.reference.endsWith(`/${name}`));
	/** The entities that would be sent, in order. */
	const entities = async () => {
		const { data } = await root.prepareInstancePayload({ payloadType: 'monolithic' });
		const xml = await data[0].get('xml_submission_file').text();
		return [...new DOMParser().parseFromString(xml, 'text/xml').querySelectorAll('meta > entity')].map((entity) => ({
			...Object.fromEntries([...entity.attributes].map(({ name, value }) => [name, value])),
			label: entity.querySelector('label')?.textContent,
		}));
	};
	const repeat = () => [...walk(root)].find((node) => node.nodeType.startsWith('repeat-range'));
	return { all, entities, repeat };
}

const [create, entries, update] = process.argv.slice(2);

{
	const { all, entities } = await begin(create);
	all('species')[0].setValue('oak');
	const [tree, ...others] = await entities();
	assert.equal(others.length, 0);
	assert.match(tree.id, UUID, 'a new entity has an id of its own');
	assert.deepEqual({ ...tree, id: '' }, { dataset: 'trees', create: '1', id: '', label: 'oak of  cm' });
}
{
	const { all, entities, repeat } = await begin(entries);
	repeat().addInstances();
	['oak', 'fir'].forEach((species, entry) => all('species')[entry].setValue(species));
	const trees = await entities();
	assert.deepEqual(trees.map((tree) => tree.label), ['oak, ', 'fir, '], 'each entry gives an entity with its own label');
	trees.forEach((tree) => assert.match(tree.id, UUID));
	assert.notEqual(trees[0].id, trees[1].id, 'and with its own id');
	assert.deepEqual(trees.map((tree) => tree.create), ['false', 'false'], 'none was seen, so none is created');
}
{
	const { all, entities } = await begin(update);
	all('who')[0].selectValue('h-7');
	assert.deepEqual(
		await entities(),
		[{ dataset: 'households', update: '1', baseVersion: '4', trunkVersion: '2', branchId: 'phone-1', id: 'h-7', label: undefined }],
		'an update says which version it was made from',
	);
}
console.log('entities are created, created by each entry, and updated as the forms say');
