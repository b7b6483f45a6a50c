"use strict";

// A question's parameters as SPARQL terms, in the same places and of the same forms as `zhenxing query` puts them.
{
  const PLACE = /BIND\(\?(__?)([a-z]+)(\w*) AS \?(\w+)\)/g;
  const ESCAPES = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };
  const FORMS = {
    text: [/^[^]*$/, (value) => `"${value.replace(/[\\"\n\r\t]/g, (mark) => ESCAPES[mark])}"`],
    code: [/^[0-9]{6}(?:[0-9]{3}){0,2}$/, (value) => `"${value}"`],
    integer: [/^-?[0-9]{1,18}$/, (value) => value],
    date: [/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/, (value) => `"${value}"^^<http://www.w3.org/2001/XMLSchema#date>`],
    iri: [/^[A-Za-z][A-Za-z0-9+.-]*:[^\u0000-\u0020<>"{}|\\^`]*$/, (value) => `<${value}>`],
  };

  const term = (parameter, given) => {
    const value = given ?? parameter.default ?? "";
    if (value === "*" && parameter.default === "*") return "UNDEF";
    const [form, written] = FORMS[parameter.type];
    const known = !parameter.values.length || parameter.values.includes(value);
    if (!known || !form.test(value)) throw new Error(zx.say("wrong value", { name: parameter.name, example: parameter.example }));
    return written(value);
  };

  // The query of a question; raises an Error with words for the reader where a value is not of its type.
  zx.bind = (question, given) => {
    const terms = Object.fromEntries(question.parameters.map((each) => [each.name, term(each, given[each.name])]));
    return question.text.replace(PLACE, (whole, mark, name, type, variable) => `VALUES ?${variable} { ${terms[name]} }`);
  };
}
