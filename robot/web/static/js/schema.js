// Checks a value by the JSON Schema that the robot makes of its own message types: one schema for both ends.
export function problem(value, schema, root = schema, at = "") {
  if (schema.$ref) return problem(value, resolve(root, schema.$ref), root, at);
  const options = schema.oneOf || schema.anyOf;
  if (options) {
    const tag = schema.discriminator && schema.discriminator.propertyName;
    if (tag) {
      const chosen = schema.discriminator.mapping[value && value[tag]];
      return chosen ? problem(value, resolve(root, chosen), root, at) : `${at}.${tag}`;
    }
    return options.some((option) => problem(value, option, root, at) === null) ? null : at;
  }
  if ("const" in schema && value !== schema.const) return at;
  if (schema.enum && !schema.enum.includes(value)) return at;
  switch (schema.type) {
    case "object": return inObject(value, schema, root, at);
    case "array": return inArray(value, schema, root, at);
    case "string":
      if (typeof value !== "string" || value.length < (schema.minLength || 0) || value.length > (schema.maxLength ?? Infinity)) return at;
      return schema.pattern && !new RegExp(schema.pattern, "u").test(value) ? at : null;
    case "integer": case "number":
      if (typeof value !== "number" || (schema.type === "integer" && !Number.isInteger(value))) return at;
      return value < (schema.minimum ?? -Infinity) || value > (schema.maximum ?? Infinity) ? at : null;
    case "boolean": return typeof value === "boolean" ? null : at;
    case "null": return value === null ? null : at;
    default: return null;
  }
}

function inObject(value, schema, root, at) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return at;
  const known = schema.properties || {};
  for (const name of schema.required || []) if (!(name in value)) return `${at}.${name}`;
  for (const name of Object.keys(value)) {
    if (!(name in known)) {
      if (schema.additionalProperties === false) return `${at}.${name}`;
      continue;
    }
    const found = problem(value[name], known[name], root, `${at}.${name}`);
    if (found !== null) return found;
  }
  return null;
}

function inArray(value, schema, root, at) {
  if (!Array.isArray(value)) return at;
  for (const [index, item] of value.entries()) {
    const found = schema.items ? problem(item, schema.items, root, `${at}[${index}]`) : null;
    if (found !== null) return found;
  }
  return null;
}

function resolve(root, ref) {
  return ref.split("/").slice(1).reduce((node, name) => node[name], root);
}
