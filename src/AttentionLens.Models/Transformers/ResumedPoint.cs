using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>Where within a block a pass goes on.</summary>
/// <param name="Site">The site whose value is there.</param>
/// <param name="Stream">The residual stream before the site's sublayer, [batch, position, width].</param>
/// <param name="Value">The value at the site, before what is changed there.</param>
internal sealed record ResumedPoint(int Site, Variable Stream, Variable Value);
