// Finds locations near a point.
CREATE POINT INDEX location_point IF NOT EXISTS
FOR (n:LocationRecord) ON (n.point)
