SELECT bytes FROM {models} WHERE name = $1
