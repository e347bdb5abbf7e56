// Finds candidates by what is told of them: marks, looks, offenses, narratives.
CREATE FULLTEXT INDEX record_told IF NOT EXISTS
FOR (n:PersonRecord|VehicleRecord|IncidentRecord|ItemRecord|NarrativeRecord)
ON EACH [n.features_raw, n.features_kind, n.features_location, n.features_description, n.color,
         n.make, n.model, n.style, n.vin_manufacturer, n.offense, n.method, n.description,
         n.item_category, n.calibre, n.text]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-no-stop-words'}}
