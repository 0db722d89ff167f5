// What reports choose events and actors by. Names have no index: a name may be longer than an index takes.
CREATE INDEX event_start IF NOT EXISTS FOR (n:Event) ON (n.start);
CREATE INDEX event_type_start IF NOT EXISTS FOR (n:Event) ON (n.event_type, n.start);
CREATE INDEX event_type IF NOT EXISTS FOR (n:Event) ON (n.event_type);
CREATE INDEX event_modality IF NOT EXISTS FOR (n:Event) ON (n.modality);
CREATE INDEX event_confidence IF NOT EXISTS FOR (n:Event) ON (n.confidence);
CREATE INDEX event_sources IF NOT EXISTS FOR (n:Event) ON (n.sources);
CREATE INDEX actor_country IF NOT EXISTS FOR (n:Actor) ON (n.country);
CREATE INDEX place_country IF NOT EXISTS FOR (n:Place) ON (n.country);
CREATE INDEX article_published IF NOT EXISTS FOR (n:Article) ON (n.published);
CREATE INDEX dyad_month_source IF NOT EXISTS FOR (n:DyadMonth) ON (n.source);
CREATE INDEX dyad_month_target IF NOT EXISTS FOR (n:DyadMonth) ON (n.target);
CREATE INDEX dyad_month_month IF NOT EXISTS FOR (n:DyadMonth) ON (n.month);
CREATE INDEX country_month_pair IF NOT EXISTS FOR (n:CountryMonth) ON (n.source, n.target);
CREATE INDEX place_month_place IF NOT EXISTS FOR (n:PlaceMonth) ON (n.place);
CREATE INDEX article_digest IF NOT EXISTS FOR (n:Article) ON (n.digest);
