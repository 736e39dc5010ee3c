<?php
$options = json_decode(file_get_contents(getenv('IDP_FOLDER') . '/options.json'), true);
$people = ['exampleauth:UserPass'];
foreach ($options['people'] as $name => $attributes) {
    $people["$name:$name"] = $attributes;
}
$config = ['people' => $people];
