using System.Collections;
using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>All hook points of a model, in the order in which a forward pass reaches them.</summary>
public sealed class HookCatalog : IReadOnlyList<HookPoint>
{
    private readonly ImmutableArray<HookPoint> _points;
    private readonly Dictionary<HookName, int> _indices;

    /// <summary>Creates a catalog.</summary>
    /// <param name="points">The hook points in forward order.</param>
    /// <exception cref="ArgumentException">Two points have one name.</exception>
    public HookCatalog(IEnumerable<HookPoint> points)
    {
        _points = [.. points];
        _indices = new Dictionary<HookName, int>(_points.Length);
        for (int index = 0; index < _points.Length; index++)
        {
            if (!_indices.TryAdd(_points[index].Name, index))
            {
                throw new ArgumentException($"Hook point '{_points[index].Name}' stands in the catalog twice; each name may stand once.", nameof(points));
            }
        }
    }

    /// <inheritdoc/>
    public int Count => _points.Length;

    /// <inheritdoc/>
    public HookPoint this[int index] => _points[index];

    /// <summary>The hook point of a name.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="HookNotFoundException">The model has no such hook point; the message names the nearest ones.</exception>
    public HookPoint this[HookName name] => _points[IndexOf(name)];

    /// <summary>The forward-order index of a name.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="HookNotFoundException">The model has no such hook point; the message names the nearest ones.</exception>
    public int IndexOf(HookName name) =>
        _indices.TryGetValue(name, out int index) ? index : throw HookNotFoundException.For(name.Value, _points);

    /// <summary>The hook points that a selector matches, in forward order.</summary>
    /// <param name="selector">What is looked for.</param>
    /// <param name="required">What has to be possible there.</param>
    /// <exception cref="HookNotFoundException">Nothing matches; the message names the nearest hook points.</exception>
    /// <exception cref="LensInputException">A match cannot do what is required.</exception>
    public ImmutableArray<HookPoint> Resolve(HookSelector selector, HookCapabilities required = HookCapabilities.Read)
    {
        ImmutableArray<HookPoint> matches = [.. _points.Where(selector.Matches)];
        if (matches.IsEmpty)
        {
            throw HookNotFoundException.For(selector.ToString(), _points);
        }

        foreach (HookPoint point in matches)
        {
            if ((point.Capabilities & required) != required)
            {
                throw new LensInputException(
                    $"Hook point '{point.Name}' offers {point.Capabilities}, but {required} was asked for; choose another hook point.");
            }
        }

        return matches;
    }

    /// <inheritdoc/>
    public IEnumerator<HookPoint> GetEnumerator() => ((IEnumerable<HookPoint>)_points).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
