// Loads XForms in the engine of ODK Web Forms and begins a submission with each.
//
//     node tests/forms/engine.mjs FORM.xml...
//
// Run where `@getodk/xforms-engine` and `jsdom` are installed (they are resolved from the working directory).
// Files a form needs are answered with a small CSV of one place. Exits 1 if a form does not load.

import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';

/** The engine, with what it expects of a browser. */
export async function loadEngine() {
	const require = createRequire(resolve(process.cwd(), 'package.json'));
	const { JSDOM } = require('jsdom');
	const { window } = new JSDOM('', { url: 'http://localhost/' });
	const borrowed = ['document', 'Node', 'Element', 'Text', 'Attr', 'Document', 'DOMParser', 'XMLSerializer', 'localStorage'];
	for (const name of borrowed) globalThis[name] = window[name];
	globalThis.__dirname = process.cwd();
	return import(pathToFileURL(require.resolve('@getodk/xforms-engine')).href);
}

const csv = 'name,label,admin1\nBDI001,Bubanza,BDI001\n';
const fetchFormAttachment = async () => new Response(csv, { headers: { 'content-type': 'text/csv' } });

function count(node) {
	const children = node.currentState.children ?? [];
	return 1 + children.reduce((sum, child) => sum + count(child), 0);
}

async function check(paths) {
	const { loadForm } = await loadEngine();
	let failed = 0;
	for (const path of paths) {
		try {
			const form = await loadForm(readFileSync(path, 'utf8'), { fetchFormAttachment, missingResourceBehavior: 'BLANK' });
			if (form.status === 'failure') throw form.error;
			const { root } = form.createInstance();
			const payload = await root.prepareInstancePayload({ payloadType: 'monolithic' });
			const languages = root.languages.filter((language) => !language.isSyntheticDefault).map(({ language }) => language);
			console.log(`loads  ${path}: ${count(root)} nodes, languages ${languages.join(', ') || 'none'}, ${payload.violations?.length ?? 0} open answers`);
		} catch (error) {
			failed += 1;
			console.log(`FAILS  ${path}: ${error?.message ?? error}`);
		}
	}
	return failed;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) process.exit((await check(process.argv.slice(2))) ? 1 : 0);
