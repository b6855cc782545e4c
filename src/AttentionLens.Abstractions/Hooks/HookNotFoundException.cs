namespace AttentionLens;

/// <summary>A name or selector matches no hook point of the model.</summary>
public sealed class HookNotFoundException : LensInputException
{
    private const int NearestShown = 3;

    private HookNotFoundException(string message)
        : base(message)
    {
    }

    internal static HookNotFoundException For(string asked, IEnumerable<HookPoint> points)
    {
        IEnumerable<string> nearest = Nearest.To(asked, points.Select(point => point.Name.Value), NearestShown);
        return new HookNotFoundException(
            $"No hook point matches '{asked}'; nearest: {string.Join(", ", nearest)}. 'attentionlens models show' lists them all.");
    }
}
