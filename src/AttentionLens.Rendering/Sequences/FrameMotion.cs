using System.Globalization;

namespace AttentionLens.Rendering;

/// <summary>Shows the frames of a drawing in turns, by styles alone. Where no style is followed the first frame stands, and so it does on paper and for
/// those who want no motion. What the styles say depends on nothing but the number of frames, so that several drawings in one page agree.</summary>
internal sealed class FrameMotion(int frames, double secondsPerFrame)
{
    private const string Class = "lens-frame";

    /// <summary>Adds the styles.</summary>
    public void Define(SvgCanvas canvas)
    {
        if (frames > 1)
        {
            canvas.Open("style").Content(
                $"@keyframes {Name}{{0%{{visibility:visible}}{Number(100.0 / frames)}%,100%{{visibility:hidden}}}}"
                + $".{Class}{{animation-timing-function:step-end;animation-iteration-count:infinite}}"
                + $"@media (prefers-reduced-motion:reduce),print{{.{Class}{{animation:none!important}}}}").Close();
        }
    }

    /// <summary>Makes the group that was just begun visible in its turn.</summary>
    public void Set(SvgCanvas canvas, int frame)
    {
        if (frames > 1)
        {
            string delay = frame == 0 ? "0" : Number((frame - frames) * secondsPerFrame);
            canvas.Set("class", Class).Set("style", $"animation-name:{Name};animation-duration:{Number(frames * secondsPerFrame)}s;animation-delay:{delay}s");
        }

        if (frame > 0)
        {
            canvas.Set("visibility", "hidden");
        }
    }

    private string Name => string.Create(CultureInfo.InvariantCulture, $"{Class}-of-{frames}");

    private static string Number(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
