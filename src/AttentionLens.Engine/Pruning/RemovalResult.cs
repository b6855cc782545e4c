namespace AttentionLens.Engine;

/// <summary>What removing units costs.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="LowerIsBetter">Whether less of it is better.</param>
/// <param name="Order">Removing in the order that was asked for.</param>
/// <param name="Reverse">Removing the last first.</param>
/// <param name="Random">The mean over random orders; its interval spans them.</param>
public sealed record RemovalResult(ImportanceMetric Metric, bool LowerIsBetter, RemovalCurve Order, RemovalCurve Reverse, RemovalCurve Random)
{
    /// <summary>What sweeps ran; null where none did.</summary>
    public SweepWork? Sweeps { get; init; }

    /// <summary>How much worse than the whole model a point is, in the metric's unit; below 0 where it is better.</summary>
    /// <param name="point">A point of <see cref="Order"/>.</param>
    public double DropAt(RemovalPoint point) => (LowerIsBetter ? -1 : 1) * (Order.Points[0].Value - point.Value);
}
