// The same query from outside the browser.

export function snippets(endpoint, query) {
  const text = JSON.stringify(query);
  const end = endOf(query);
  return {
    Python: `import urllib.parse
import urllib.request

import pandas

query = ${python(query)}
request = urllib.request.Request(
    ${JSON.stringify(endpoint)},
    data=urllib.parse.urlencode({"query": query}).encode(),
    headers={"Accept": "text/csv"},
)
with urllib.request.urlopen(request) as answer:
    print(pandas.read_csv(answer))
`,
    R: `library(httr2)

query <- ${text}
answer <- request(${JSON.stringify(endpoint)}) |>
  req_headers(Accept = "text/csv") |>
  req_body_form(query = query) |>
  req_perform()
print(read.csv(text = resp_body_string(answer)))
`,
    curl: `curl ${endpoint} -H 'Accept: text/csv' --data-urlencode query@- <<'${end}'
${query}
${end}
`,
  };
}

/** A Python string over as many lines as the query has. */
function python(query) {
  return `"""${query.replaceAll("\\", "\\\\").replaceAll('"""', '\\"\\"\\"').replace(/"$/, '\\"')}"""`;
}

/** A word that ends a here-document and stands on no line of the query. */
function endOf(query) {
  let word = "SPARQL";
  while (query.split("\n").includes(word)) word += "_";
  return word;
}
